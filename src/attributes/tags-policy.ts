import * as z from "zod/mini";
import { roleSchema } from "./role.ts";

/** The colour only repeats what the label says. */
const toneSchema = z.enum(["gray", "red", "orange", "yellow", "green", "blue", "purple"]);

/** Which tags there are, where they stand, and who gives them (product.md, "Policy": tags). */
export const tagsPolicySchema = z.object({
  attribute: z.string(),
  noteAttribute: z.string(),
  for: z.array(roleSchema),
  /** Who and when are written as further attributes. */
  stamp: z.boolean(),
  /** The tags are also written as the conversation's external tag. */
  externalTag: z.boolean(),
  /** `label`: `""` = the usual one for this value, else the value itself. */
  values: z.array(z.object({ value: z.string(), label: z.string(), tone: toneSchema })),
});
export type TagsPolicy = z.infer<typeof tagsPolicySchema>;
export type PredefinedTag = TagsPolicy["values"][number];

/** Until policy says otherwise. */
export const defaultTagsPolicy: TagsPolicy = {
  attribute: "calltag.tags",
  noteAttribute: "calltag.note",
  for: ["supervisor"],
  stamp: false,
  externalTag: false,
  values: [
    { value: "complaint", label: "", tone: "red" },
    { value: "praise", label: "", tone: "green" },
    { value: "follow-up", label: "", tone: "orange" },
    { value: "legal", label: "", tone: "red" },
    { value: "training", label: "", tone: "blue" },
    { value: "cancellation-risk", label: "", tone: "orange" },
    { value: "vulnerable-customer", label: "", tone: "purple" },
    { value: "suspected-fraud", label: "", tone: "red" },
  ],
};

/** Who tagged last, and when: attributes beside that of the tags. */
export function stampNames({ attribute }: Pick<TagsPolicy, "attribute">): { by: string; at: string } {
  return { by: `${attribute}.by`, at: `${attribute}.at` };
}

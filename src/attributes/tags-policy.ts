import * as z from "zod/mini";

/** How loud a tag is. The colour only repeats what its label says. */
export const toneSchema = z.enum(["grey", "red", "amber", "green", "blue", "purple"]);
export type Tone = z.infer<typeof toneSchema>;

export const predefinedTagSchema = z.object({ value: z.string(), label: z.string(), tone: toneSchema });
export type PredefinedTag = z.infer<typeof predefinedTagSchema>;

/** Which tags there are, where they stand, and who gives them (product.md, "Policy": tags). */
export interface TagsPolicy {
  readonly attribute: string;
  readonly noteAttribute: string;
  readonly for: readonly ("agent" | "supervisor")[];
  /** Who and when are written as further attributes. */
  readonly stamp: boolean;
  /** The tags are also written as the conversation's external tag. */
  readonly externalTag: boolean;
  readonly values: readonly PredefinedTag[];
}

/** Until policy says otherwise. */
export const defaultTagsPolicy: TagsPolicy = {
  attribute: "calltag.tags",
  noteAttribute: "calltag.note",
  for: ["supervisor"],
  stamp: false,
  externalTag: false,
  values: [
    { value: "complaint", label: "Complaint", tone: "red" },
    { value: "praise", label: "Praise", tone: "green" },
    { value: "follow-up", label: "Follow-up", tone: "amber" },
    { value: "legal", label: "Legal review", tone: "red" },
    { value: "training", label: "Training example", tone: "blue" },
    { value: "cancellation-risk", label: "Cancellation risk", tone: "amber" },
    { value: "vulnerable-customer", label: "Vulnerable customer", tone: "purple" },
    { value: "suspected-fraud", label: "Suspected fraud", tone: "red" },
  ],
};

/** Who tagged last, and when: attributes beside that of the tags. */
export function stampNames({ attribute }: Pick<TagsPolicy, "attribute">): { by: string; at: string } {
  return { by: `${attribute}.by`, at: `${attribute}.at` };
}

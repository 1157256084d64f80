import * as z from "zod/mini";

/** What was begun in "Add attribute": under `addingKey` of its leg in `storage.session`. */
export const begunSchema = z.object({
  name: z.string(),
  value: z.string(),
  /**
   * The background put it there, from text selected in a page, or because its owner came back: open pages take it over, and know it from
   * their own echoes.
   */
  isBrought: z.optional(z.boolean()),
});
export type Begun = z.infer<typeof begunSchema>;

/** A dialog that was merely opened holds nothing to lose. */
export function holdsText({ name, value }: Begun): boolean {
  return name + value !== "";
}

export function isSameText(one: Begun, other: Begun): boolean {
  return one.name === other.name && one.value === other.value;
}

/** Text that was selected and could not be taken, in `storage.session` until a page has told the person. */
export const leftTextKey = "left-text";
export const leftTextSchema = z.object({
  reason: z.enum(["no-call", "read-only", "busy", "too-long"]),
  /** To be copied; empty where it is too long. */
  text: z.string(),
});
export type LeftText = z.infer<typeof leftTextSchema>;

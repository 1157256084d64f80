import * as z from "zod/mini";
import { attributeSchema } from "../../attributes/attribute.ts";
import { shownSourceSchema, type SourceProgress } from "../../protocol/sources.ts";

/** What is remembered of a source for a call: in `storage.session` only, and for as long as the call is known. */
export const sourceEntrySchema = z.extend(shownSourceSchema, {
  /** What it was asked with, as JSON: the same is not asked twice. */
  input: z.string(),
  /** The values as they are written, with the JSON type that they had in the answer. */
  answered: z.array(attributeSchema),
});
export type SourceEntry = z.infer<typeof sourceEntrySchema>;

export interface SourceAddress {
  readonly conversationId: string;
  readonly name: string;
}

export function isSameSource(one: SourceAddress, other: SourceAddress): boolean {
  return one.conversationId === other.conversationId && one.name === other.name;
}

/** The background was ended while the source was being asked: nobody hears the answer any more. */
export function interrupted(progress: SourceProgress): SourceProgress {
  return progress.status === "asking" ? { status: "failed", problem: { kind: "timeout" } } : progress;
}

import * as z from "zod/mini";
import { attributeSchema } from "../../attributes/attribute.ts";
import { contactChoiceSchema, type SourceProgress, sourceProgressSchema } from "../../protocol/sources.ts";
import { replacedSchema } from "../last-save.ts";

/** What is remembered of one question to a source about a caller: in `storage.session` only, for as long as the call is known. */
export const sourceEntrySchema = z.object({
  conversationId: z.string(),
  /** The caller's leg. */
  participantId: z.string(),
  name: z.string(),
  /** What it was asked with, as JSON: the same is not asked twice. `""`: it was not asked. */
  input: z.string(),
  /** When, in milliseconds since 1970. */
  askedAt: z.number(),
  progress: sourceProgressSchema,
  contacts: z.array(contactChoiceSchema),
  /** The external contact that answered, if it is one. */
  contactId: z.nullable(z.string()),
  /** The values as they are written, with the JSON type that they had in the answer. */
  answered: z.array(attributeSchema),
  /** What the source wrote for this caller, and what stood there before: to be taken back, whatever was saved since. */
  replaced: z.array(replacedSchema),
  /** By `auto`, what the rule lets be written is not written yet: a background that was ended in between does it in its next life. */
  isUnwritten: z.boolean(),
  /** Names of what it wrote of somebody else, and is yet to take back. */
  outdated: z.array(z.string()),
});
export type SourceEntry = z.infer<typeof sourceEntrySchema>;

/** An answer of which `auto` has nothing more to write or to take back. */
export const nothingLeft: Pick<SourceEntry, "isUnwritten" | "outdated"> = { isUnwritten: false, outdated: [] };

export interface SourceAddress {
  readonly conversationId: string;
  readonly name: string;
}

export function isSameSource(one: SourceAddress, other: SourceAddress): boolean {
  return one.conversationId === other.conversationId && one.name === other.name;
}

export function isSameQuestion(one: SourceEntry, other: SourceEntry): boolean {
  return isSameSource(one, other) && one.participantId === other.participantId && one.input === other.input;
}

export function isSameAsking(one: SourceEntry, other: SourceEntry): boolean {
  return isSameQuestion(one, other) && one.askedAt === other.askedAt;
}

/** The background was ended while the source was being asked: nobody hears the answer any more. */
export function interrupted(progress: SourceProgress): SourceProgress {
  return progress.status === "asking" ? { status: "interrupted" } : progress;
}

import * as z from "zod/mini";

/** What became of a change: still on its way, or how it ended. */
export const outcomeSchema = z.enum(["on-its-way", "confirmed", "refused", "conflict", "discarded"]);
export type Outcome = z.infer<typeof outcomeSchema>;

/** One of the person's own changes. Kept encrypted, for a few days, and gone after sign-out. */
export const historyEntrySchema = z.object({
  /** The change's own number. */
  order: z.number(),
  conversationId: z.string(),
  participantId: z.string(),
  name: z.string(),
  /** The source that proposed it; `null`: the person typed it. */
  source: z._default(z.nullable(z.string()), null),
  /** `null`: the attribute did not exist. */
  before: z.nullable(z.string()),
  after: z.string(),
  /** When it was saved, in milliseconds since 1970. */
  at: z.number(),
  outcome: outcomeSchema,
});
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

import * as z from "zod/mini";
import { attributeSchema } from "../attributes/attribute.ts";
import { changeStatusSchema } from "../attributes/change.ts";
import type { ChainedChange } from "../attributes/change-chain.ts";
import type { Edit } from "../protocol/commands.ts";
import { problemSchema } from "../protocol/problem.ts";

/** A change as the encrypted database keeps it, from the click on Save until the server's next snapshot confirms it. */
export const changeRecordSchema = z.object({
  /** Grows with every save: changes are sent in this order. Unique for its owner. */
  order: z.number(),
  conversationId: z.string(),
  participantId: z.string(),
  name: z.string(),
  /** The JSON type of a source's value, where the dialect has types; `null`: the one that the server has there. */
  kind: z._default(z.nullable(attributeSchema.shape.kind), null),
  /** The source that proposed it; `null`: the person typed it. */
  source: z._default(z.nullable(z.string()), null),
  base: z.nullable(z.string()),
  value: z.string(),
  /** Writes again what one's own earlier change was written over. */
  isMend: z._default(z.boolean(), false),
  /** By Undo: it is empty because nothing was there before. */
  isRemoval: z._default(z.boolean(), false),
  status: changeStatusSchema,
  /** A request for it may or may not have been carried out. Always with `mustRead`. */
  isUnclear: z.boolean(),
  /** What is known of the call may be old: read before sending, for somebody else may have written meanwhile. */
  mustRead: z.boolean(),
  problem: z.nullable(problemSchema),
  /** Failed attempts in a row. */
  attempts: z.number(),
  /** Milliseconds since 1970: not tried before; `null` = as soon as possible. */
  retryAt: z.nullable(z.number()),
  savedAt: z.number(),
  /** When the server accepted it. */
  sentAt: z.nullable(z.number()),
  /** How often it was looked for by a GET since then. */
  looks: z.number(),
});
export type ChangeRecord = z.infer<typeof changeRecordSchema>;

/** A participant's leg: changes for one are sent in order, one request at a time. */
export interface Leg {
  readonly conversationId: string;
  readonly participantId: string;
}

/** An edit on its way into the outbox. */
export interface SavedEdit extends Edit {
  readonly kind?: ChangeRecord["kind"];
  readonly source?: ChangeRecord["source"];
  readonly isMend?: boolean;
  readonly isRemoval?: boolean;
}

export function newChange(leg: Leg, edit: SavedEdit, order: number, now: number): ChangeRecord {
  return {
    order,
    conversationId: leg.conversationId,
    participantId: leg.participantId,
    name: edit.name,
    kind: edit.kind ?? null,
    source: edit.source ?? null,
    base: edit.base,
    value: edit.value,
    isMend: edit.isMend ?? false,
    isRemoval: edit.isRemoval ?? false,
    status: "waiting",
    isUnclear: false,
    mustRead: false,
    problem: null,
    attempts: 0,
    retryAt: null,
    savedAt: now,
    sentAt: null,
    looks: 0,
  };
}

/**
 * The change that takes the place of one that was never sent: the server still has what that one began on, and what it was told to
 * wait is still to be waited.
 */
export function inPlaceOf(previous: ChangeRecord, record: ChangeRecord): ChangeRecord {
  const { base, problem, attempts, retryAt } = previous;
  const mustRead = previous.mustRead || record.mustRead;
  return { ...record, base, mustRead, isMend: previous.isMend && record.isMend, problem, attempts, retryAt };
}

export function arrivalOf({ status, isUnclear }: ChangeRecord): ChainedChange["arrival"] {
  if (status === "sent" || status === "unseen") return "accepted";
  return status === "sending" || (status === "waiting" && isUnclear) ? "unclear" : "unsent";
}

/** Each once. */
export function legsOf(records: readonly Leg[]): Leg[] {
  const found: Leg[] = [];
  for (const record of records) if (!found.some((leg) => isOf(leg, record))) found.push(record);
  return found;
}

export function isOf(leg: Leg, record: Leg): boolean {
  return record.conversationId === leg.conversationId && record.participantId === leg.participantId;
}

/** Waits 2, 5 and 15 s after the 202 for an event, and then looks by a GET (product.md, "Saving"). */
export const looksAfter = [2_000, 5_000, 15_000] as const;

/** When an accepted change is looked for next; `null` = it is not, or not any more. */
export function lookAt({ status, sentAt, looks }: ChangeRecord): number | null {
  const wait = looksAfter[looks];
  return status === "sent" && sentAt !== null && wait !== undefined ? sentAt + wait : null;
}

/** After one more look that did not show it. */
export function lookedFor(record: ChangeRecord): ChangeRecord {
  const looked = { ...record, looks: record.looks + 1 };
  return record.status !== "sent" || lookAt(looked) !== null ? looked : { ...looked, status: "unseen" };
}

/**
 * When the waiting changes of one leg are sent, given all its changes in order; `null` = not by themselves. The oldest one
 * decides for all: none may overtake it, and what it was told to wait, the others wait too.
 */
export function sendAt(changes: readonly ChangeRecord[]): number | null {
  const oldest = changes.find(({ status }) => status === "waiting");
  if (!oldest || oldest.problem?.kind === "sign-in-needed") return null;
  return oldest.retryAt ?? 0;
}

/** When something has to be done for a leg, given all its changes. */
export function dueAt(changes: readonly ChangeRecord[]): number | null {
  const times = [sendAt(changes), ...changes.map(lookAt)].filter((at) => at !== null);
  return times.length > 0 ? Math.min(...times) : null;
}

/**
 * After a break nobody knows what happened to a request that was under way, nor to the values that others may have written.
 * Who has signed in is not asked to do it again: the break may have come in between.
 */
export function resumed(record: ChangeRecord, isSignedIn: boolean): ChangeRecord[] {
  if (record.status === "sending") return [{ ...record, status: "waiting", isUnclear: true, mustRead: true }];
  const problem = isSignedIn && record.problem?.kind === "sign-in-needed" ? null : record.problem;
  return record.status === "waiting" ? [{ ...record, problem, mustRead: true }] : [];
}

/** What waits and could not be gone on with on this side (a full disk, say) is tried again at `later`, or when it was told to. */
export function stalled(record: ChangeRecord, later: number): ChangeRecord {
  const [again] = resumed(record, false);
  return again ? { ...again, retryAt: Math.max(record.retryAt ?? 0, later) } : record;
}

import * as z from "zod/mini";
import { type ChangeStatus, isOnItsWay } from "./change.ts";

/**
 * What a person typed and has not saved. `base` is the value that the edit started from: the server's, or that of one's
 * own pending change; `null` if the attribute did not exist. `editedAt` is in milliseconds since 1970.
 */
export const draftSchema = z.object({
  conversationId: z.string(),
  participantId: z.string(),
  name: z.string(),
  base: z.nullable(z.string()),
  value: z.string(),
  editedAt: z.number(),
  /** Who typed it, as the published state names them: kept for them alone, whoever is signed in. */
  owner: z.string(),
});
export type Draft = z.infer<typeof draftSchema>;

/** What a draft is compared with: one's own pending change if there is one, else the server's value. */
export interface Reference {
  /** The server's value; `null` where the attribute does not exist. */
  readonly server: string | null;
  /** The value of one's own change that is still in the outbox. */
  readonly pending: string | undefined;
  /** The value of one that came back. */
  readonly refused?: string;
}

export function referenceOf(
  server: string | null,
  change: { readonly status: ChangeStatus; readonly value: string } | undefined,
): Reference {
  return change && !isOnItsWay(change)
    ? { server, pending: undefined, refused: change.value }
    : { server, pending: change?.value };
}

/**
 * A draft that says what is there (or on its way) already is no edit: but over one's own change that came back it takes the place of
 * that, or typing on from what happens to be there would bring the refused text up again.
 */
export function isOpen(draft: Pick<Draft, "value">, { server, pending, refused = draft.value }: Reference): boolean {
  return draft.value !== (pending ?? server) || draft.value !== refused;
}

/**
 * A conflict: the server's value left the base while the draft was open. Equal values are none, and neither is
 * one's own pending change, which the server may or may not show yet (product.md, "Saving").
 */
export function isInConflict(draft: Pick<Draft, "base" | "value">, { server, pending }: Reference): boolean {
  return server !== draft.base && server !== draft.value && pending !== draft.base;
}

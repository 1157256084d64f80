import * as z from "zod/mini";

/**
 * Where a change stands on its way to the server:
 * `waiting` in the outbox, `sending` a request is under way, `sent` accepted (202) and not yet seen in a snapshot,
 * `unseen` accepted, and not shown by the last read either, `failed` the server refused it, `conflict` the server shows a
 * third value.
 */
export const changeStatusSchema = z.enum(["waiting", "sending", "sent", "unseen", "failed", "conflict"]);
export type ChangeStatus = z.infer<typeof changeStatusSchema>;

/** Neither refused nor in conflict: one that came back is no ground to build on, and up to the person. */
export function isOnItsWay({ status }: { readonly status: ChangeStatus }): boolean {
  return status !== "failed" && status !== "conflict";
}

/**
 * The base of an edit that was typed on over one's own change: where that change came back, the edit began where the change
 * did. So a value that somebody else wrote meanwhile is still a conflict.
 */
export function baseBehind(
  base: string | null,
  change: { readonly status: ChangeStatus; readonly base: string | null; readonly value: string } | undefined,
): string | null {
  return change && !isOnItsWay(change) && base === change.value ? change.base : base;
}

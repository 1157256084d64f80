import type { Draft } from "../attributes/draft.ts";
import type { ChangeRecord } from "./change-record.ts";

/** The toolbar badge: how much of the person's work is not on the server yet. Plain numbers, so the same in every language. */
export function badgeOf(drafts: readonly Draft[], changes: readonly ChangeRecord[]): { text: string; title: string } {
  const open = new Set(
    [...drafts, ...changes.filter(({ status }) => status !== "sent")].map(
      ({ conversationId, participantId, name }) => `${conversationId}/${participantId}/${name}`,
    ),
  ).size;
  return { text: open === 0 ? "" : open.toString(), title: open === 0 ? "Calltag" : `Calltag (${open.toString()})` };
}

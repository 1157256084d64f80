import { valueOf } from "../attributes/attribute.ts";
import { message } from "../platform/i18n.ts";
import type { ChangeStatus } from "../attributes/change.ts";
import { placeKey } from "../protocol/draft-key.ts";
import type { PublishedState, ShownChange } from "../protocol/published-state.ts";
import type { Notices } from "./notices.ts";

/** Longer lists are told by their number. */
const namesSpoken = 3;

function serverValue(state: PublishedState, change: ShownChange): string | null {
  const call = state.calls.list.find(({ conversationId }) => conversationId === change.conversationId);
  const participant = call?.participants.find(({ id }) => id === change.participantId);
  return participant ? valueOf(participant.attributes, change.name) : null;
}

/** What was saved, by what people call it. */
export function savedText(names: readonly string[], labelOf: (name: string) => string): string {
  return names.length > namesSpoken
    ? message("savedMany", names.length)
    : message("savedNames", names.map(labelOf).join(", "));
}

/** Says what became of changes between two published states. */
export function announceNews(
  before: PublishedState | undefined,
  now: PublishedState,
  notices: Notices,
  labelOf: (name: string) => string,
): void {
  const was = new Map((before?.changes ?? []).map((change) => [placeKey(change), change]));
  const still = new Set(now.changes.map(placeKey));
  const became = (status: ChangeStatus): ShownChange[] =>
    now.changes.filter((change) => change.status === status && was.get(placeKey(change))?.status !== status);

  const confirmed = [...was].filter(([key, change]) => !still.has(key) && serverValue(now, change) === change.value);
  const names = confirmed.map(([, { name }]) => name);
  const sent = before ? became("sent").map(({ name }) => labelOf(name)) : [];
  if (names.length > 0) notices.say(savedText(names, labelOf));
  else if (sent.length > namesSpoken) notices.say(message("sentMany", sent.length));
  else if (sent.length > 0) notices.say(message("sentNames", sent.join(", ")));

  const failed = became("failed");
  const [refused] = failed;
  const conflicts = became("conflict");
  const [moved] = conflicts;
  // A short word is enough: the whole sentence stands in the row, or above the list.
  if (refused?.problem?.kind === "participant-gone")
    notices.fail({ text: message("strayedAlert"), correlationId: undefined });
  else if (refused)
    notices.fail({
      text:
        failed.length === 1 ? message("notSavedOne", labelOf(refused.name)) : message("notSavedMany", failed.length),
      correlationId: undefined,
      rows: failed,
    });
  else if (moved)
    notices.fail({ text: message("conflictOne", labelOf(moved.name)), correlationId: undefined, rows: conflicts });
}

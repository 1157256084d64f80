import { valueOf } from "../attributes/attribute.ts";
import { message } from "../platform/i18n.ts";
import type { ChangeStatus } from "../attributes/change.ts";
import { placeKey } from "../protocol/draft-key.ts";
import type { PublishedState, ShownChange } from "../protocol/published-state.ts";
import type { Notices } from "./notices.ts";
import { isExplained, unseenText, waitingText } from "./waiting-text.ts";

/** Longer lists are told by their number. */
const namesSpoken = 3;

function serverValue(state: PublishedState, change: ShownChange): string | null {
  const call = state.calls.list.find(({ conversationId }) => conversationId === change.conversationId);
  const participant = call?.participants.find(({ id }) => id === change.participantId);
  return participant ? valueOf(participant.attributes, change.name) : null;
}

type LabelOf = (name: string) => string;

/** What was saved, by what people call it. */
export function savedText(names: readonly string[], labelOf: LabelOf): string {
  return names.length > namesSpoken
    ? message("savedMany", names.length)
    : message("savedNames", names.map(labelOf).join(", "));
}

function doneText(saved: readonly string[], sent: readonly string[], labelOf: LabelOf): string {
  if (saved.length > 0) return savedText(saved, labelOf);
  if (sent.length > namesSpoken) return message("sentMany", sent.length);
  return sent.length > 0 ? message("sentNames", sent.join(", ")) : "";
}

/** What has no end yet. */
function openText(waiting: readonly ShownChange[], unseen: readonly ShownChange[]): string {
  if (waiting.length > 0) return waitingText(waiting).text;
  return unseen.length > 0 ? unseenText(unseen.length) : "";
}

/** Says what became of changes between two published states. */
export function createNews(notices: Notices, labelOf: LabelOf) {
  /** Of these it was said that they wait: with each try that fails it would be said again. */
  let told: ReadonlySet<string> = new Set();

  function freshlyWaiting({ changes }: PublishedState): ShownChange[] {
    const waiting = changes.filter(isExplained);
    const goesOn = ({ status }: ShownChange): boolean => status === "waiting" || status === "sending";
    const known = changes.filter((change) => goesOn(change) && told.has(placeKey(change)));
    const fresh = waiting.filter((change) => !told.has(placeKey(change)));
    told = new Set([...known, ...fresh].map(placeKey));
    return fresh;
  }

  return (before: PublishedState | undefined, now: PublishedState): void => {
    const was = new Map((before?.changes ?? []).map((change) => [placeKey(change), change]));
    const still = new Set(now.changes.map(placeKey));
    const became = (status: ChangeStatus): ShownChange[] =>
      now.changes.filter((change) => change.status === status && was.get(placeKey(change))?.status !== status);

    const confirmed = [...was].filter(([key, change]) => !still.has(key) && serverValue(now, change) === change.value);
    const sent = before ? became("sent").map(({ name }) => labelOf(name)) : [];
    const done = doneText(
      confirmed.map(([, { name }]) => name),
      sent,
      labelOf,
    );
    const waiting = freshlyWaiting(now);
    // On a page that has just opened it stands there to be read.
    const open = before ? openText(waiting, became("unseen")) : "";
    if (done === "" && open !== "") notices.sayAside(open);
    else if (done !== "") notices.say([done, open].filter((text) => text !== "").join(" · "));

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
  };
}

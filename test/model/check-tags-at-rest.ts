import type { Ledger, Place } from "./ledger.ts";
import { userIds, Violation } from "./people.ts";
import type { Run } from "./run.ts";
import type { TagEntry, Wish } from "./tag-book.ts";
import { tellingsSince, transitionsOf } from "./tag-log.ts";
import { opposite, stateIn, tagsName, togglesOf } from "./tags.ts";

/** A list of tags in front of the person: a draft or a change. */
interface OpenList extends Place {
  readonly base: string | null;
  readonly value: string;
  readonly status?: string;
}

function listPlace({ leg }: TagEntry): Place {
  return { ...leg, name: tagsName };
}

/** Invariant 4: what is open of tags is the person's own, or what somebody else did and a list of the person's was written over. */
export function checkTagsOpen({ desk }: Run, open: readonly OpenList[], { tags }: Ledger): void {
  for (const list of open) {
    if (list.status === "conflict") throw new Violation("(4) a tag is in conflict");
    for (const { tag, state } of togglesOf(list)) {
      const isOwn = tags.find(list, tag)?.wanted.has(state) === true;
      if (!isOwn && !desk.log.history(list).some(({ value }) => stateIn(value, tag) === state))
        throw new Violation(`(4) the tag “${tag}” is open ${state}, and nobody did that`);
    }
  }
}

/** Did others turn this tag since the wish had come true, or since Calltag had been told so? Then theirs is the last word. */
function isOvertaken({ desk: { log } }: Run, entry: TagEntry, wish: Wish, userId: string): boolean {
  const place = listPlace(entry);
  const isMeant = (list: string | null): boolean => stateIn(list, entry.tag) === wish.state;
  const written = log.history(place).find(({ at, by, value }) => by === userId && at >= wish.at && isMeant(value));
  const tellings = tellingsSince(log, place, wish.at);
  // What Genesys itself said by an event older than the last read confirms a change (product.md, "Saving"), or reads as if
  // somebody else had turned the tag again: nothing in the event says that it is old.
  if (tellings.some(({ isMisleading }) => isMisleading)) return true;
  const told = tellings.find(({ value }) => isMeant(value));
  const transitions = transitionsOf(log, place, entry.tag);
  // What is told was so on the server some time before. (What Calltag still believed in at the toggle may have been over by then: who
  // turned the tag there and back, in saves that had not left, wanted no more than what they saw.)
  const cameTrue = told && transitions.findLast(({ at, state }) => at <= told.at && state === wish.state);
  const trueSince = Math.min(written?.at ?? Infinity, told ? (cameTrue?.at ?? -Infinity) : Infinity);
  return transitions.some(({ at, by, state }) => at >= trueSince && by !== userId && state !== wish.state);
}

/**
 * Did others write, while a list that the person handed over before was taking effect, one that had this wish in it by chance? It
 * confirms the later list (product.md, "Saving"), and then the earlier one comes true after all: no snapshot tells.
 */
function isConfirmedByChance({ desk: { log, visibleAfterMs } }: Run, entry: TagEntry, { state }: Wish, userId: string) {
  const place = listPlace(entry);
  const last = transitionsOf(log, place, entry.tag).at(-1);
  if (last?.by !== userId) return false;
  const sentAt = last.at - visibleAfterMs;
  return log
    .history(place)
    .some(
      ({ at, by, value }) =>
        by !== userId && at >= sentAt && at <= last.at && visibleAfterMs > 0 && stateIn(value, entry.tag) === state,
    );
}

function isKept(run: Run, entry: TagEntry, wish: Wish, open: readonly OpenList[], userId: string): boolean {
  const { leg, tag } = entry;
  const now = stateIn(run.desk.log.current(listPlace(entry))?.value, tag);
  if (now === wish.state || isOvertaken(run, entry, wish, userId)) return true;
  if (isConfirmedByChance(run, entry, wish, userId)) return true;
  // Handed over the other way since, and nobody answered.
  if (wish === entry.saved && entry.lastHanded === opposite(wish.state)) return true;
  return open.some(
    (list) =>
      list.conversationId === leg.conversationId &&
      list.participantId === leg.participantId &&
      togglesOf(list).some((toggle) => toggle.tag === tag && toggle.state === wish.state),
  );
}

/** Invariant 1 for tags: the last toggle of each is on the server, or open in front of the person. */
export function checkTags(run: Run, open: readonly OpenList[], { tags }: Ledger, userName: string): void {
  const userId = userIds[userName] ?? "";
  for (const entry of tags.entries.values()) {
    const wishes = [entry.mayDraftBeGone ? undefined : entry.draft, entry.saved];
    for (const wish of wishes)
      if (wish && !isKept(run, entry, wish, open, userId))
        throw new Violation(
          `(1) the tag “${entry.tag}”, ${wish === entry.draft ? "toggled" : "saved"} ${wish.state}, is lost`,
        );
  }
}

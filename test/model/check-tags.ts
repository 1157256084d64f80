import { listOf, tagsIn } from "../../src/attributes/tags.ts";
import type { Desk } from "./desk.ts";
import type { Ledger, Place } from "./ledger.ts";
import type { Write } from "./network.ts";
import { createTagQuiet } from "./tag-quiet.ts";
import { slowestNews, toldOf, transitionsOf } from "./tag-log.ts";
import { othersTags, stateIn, type TagState } from "./tags.ts";

/** A list of tags that is written. */
interface WrittenList {
  readonly place: Place;
  readonly list: string;
  readonly write: Write;
  readonly desk: Desk;
  /** Whose it may be. */
  readonly owners: readonly Ledger[];
}

/**
 * Judges every list of tags that is written, tag by tag: adding and removing never conflict (product.md, "Policy"), and what
 * somebody did to one tag says nothing of another.
 *
 * - (3) A tag comes on only where the person, or somebody else, once gave it on this very leg.
 * - (2) What Calltag had been told of a tag when the list left, the list says too, unless the person wants it otherwise; and for
 *   what it had not been told, it had looked, as for texts. Three things are not claimed, for no snapshot tells them apart:
 *   what the person wanted counts for as long as a list of theirs may be on its way (tag-quiet.ts); a tag that others turned
 *   twice in that time may have been turned back by the person's own list which they had not seen, and which arrived late; and
 *   what an event older than the last read showed in that time reads as if somebody else had just done it (own-lists.ts).
 */
export function createTagCheck(blame: (text: string) => void) {
  const quiet = createTagQuiet();

  function mayWrite(tag: string, state: TagState, { owners, place, desk }: WrittenList): boolean {
    const since = quiet.since();
    if (owners.some(({ tags }) => (tags.find(place, tag)?.handed.get(state) ?? -Infinity) >= since)) return true;
    const isMeanwhile = ({ at }: { readonly at: number }): boolean => at >= since - slowestNews;
    const misshown = desk.log
      .tellings(place)
      .filter(({ isMisleading }) => isMisleading)
      .filter(isMeanwhile);
    if (misshown.some(({ value }) => stateIn(value, tag) === state)) return true;
    return transitionsOf(desk.log, place, tag).filter(isMeanwhile).length > 1;
  }
  function checkSent(tag: string, written: WrittenList): void {
    const { place, list, write, desk, owners } = written;
    const state = stateIn(list, tag);
    const wasOn = desk.log.history(place).some(({ value }) => stateIn(value, tag) === "on");
    if (state === "on" && !wasOn && !owners.some(({ tags }) => tags.find(place, tag)?.handed.has("on")))
      blame(`(3) the tag “${tag}” was sent where nobody ever gave it`);
    const told = toldOf(desk.log, place, tag);
    if (!told || told.at >= write.at || told.state === state || desk.log.isMisled(place.conversationId)) return;
    if (!mayWrite(tag, state, written))
      blame(`(2) the tag “${tag}” was sent ${state}, although Calltag knew that somebody else turned it ${told.state}`);
  }
  function checkReplaced(tag: string, written: WrittenList, couldNotKnow: ReturnType<Desk["log"]["knowledge"]>): void {
    const { place, list, write, desk } = written;
    const state = stateIn(list, tag);
    const before = transitionsOf(desk.log, place, tag).at(-1);
    if (!before || before.state === state || before.by === write.userId) return;
    if (couldNotKnow(place, { ...before, value: before.state }) || mayWrite(tag, state, written)) return;
    blame(`(2) the tag “${tag}” became ${state} again, for which nobody had looked`);
  }

  return {
    check(written: WrittenList): void {
      const { place, list, write, desk } = written;
      if (listOf(tagsIn(list)) !== list) blame(`(2) the list of tags “${list}” is not in order`);
      const all = new Set([...othersTags, ...tagsIn(list)]);
      for (const tag of all) checkSent(tag, written);
      if (!write.isApplied) return;
      const couldNotKnow = desk.log.knowledge(write.at);
      const apply = (): void => {
        for (const tag of all) checkReplaced(tag, written, couldNotKnow);
        desk.log.write(place, { value: list, at: desk.clock.now(), by: write.userId ?? "nobody" });
      };
      desk.log.later(write.at + desk.visibleAfterMs, apply);
      desk.log.advance(desk.clock.now());
    },
    look: (desk: Desk, ledgers: Iterable<Ledger>): void => {
      quiet.look(desk, ledgers);
    },
  };
}

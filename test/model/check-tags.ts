import { tagsIn } from "../../src/attributes/tags.ts";
import type { Desk } from "./desk.ts";
import type { Ledger, Place } from "./ledger.ts";
import type { Write } from "./network.ts";
import { stateIn, tagOf, tagPlace, type TagState } from "./tags.ts";

type Knowledge = ReturnType<Desk["log"]["knowledge"]>;

interface WrittenList {
  readonly place: Place;
  readonly list: string;
  readonly write: Write;
  readonly desk: Desk;
  readonly owners: readonly Ledger[];
}

/** Judges a list of tags that is written: tag by tag, by what the person toggled and what Calltag had been told. */
export function createTagCheck(blame: (text: string) => void) {
  /** Did this person ask for it? */
  function isMeant(place: Place, state: TagState, { owners }: WrittenList): boolean {
    return owners.some((ledger) => ledger.find(place)?.handed.some(({ text }) => text === state) === true);
  }
  /** At the moment of sending. */
  function checkSent(place: Place, state: TagState, written: WrittenList): void {
    const { desk, write } = written;
    if (isMeant(place, state, written)) return;
    const tag = tagOf(place) ?? "";
    // What others gave, and one's own list was written over, is written again.
    const wasTheirs = desk.log.history(place).some(({ value, by }) => value === state && by !== write.userId);
    if (state === "on" && !wasTheirs) blame(`(3) the tag “${tag}” was sent, and this person never gave it`);
    const told = desk.log.told(place);
    if (!told || told.at >= write.at || told.value === state || desk.log.current(place)?.by === write.userId) return;
    blame(`(2) the tag “${tag}” was sent ${state}, although Calltag knew that it is ${String(told.value)}`);
  }
  /** At the moment when it counts. */
  function checkReplaced(place: Place, state: TagState, written: WrittenList, couldNotKnow: Knowledge): void {
    const before = written.desk.log.current(place);
    if (!before || before.value === state || before.by === written.write.userId) return;
    if (isMeant(place, state, written) || couldNotKnow(place, before)) return;
    blame(`(2) the tag “${tagOf(place) ?? ""}” became ${state}, for which nobody had looked`);
  }
  return (written: WrittenList): void => {
    const { place, list, write, desk } = written;
    if (tagsIn(list).join(",") !== list) blame(`(2) the list of tags “${list}” is not in order`);
    const places = (): [Place, TagState][] =>
      [...new Set([...tagsIn(list), ...desk.log.tagsOf(place)])].map((tag) => [
        tagPlace(place, tag),
        stateIn(list, tag),
      ]);
    for (const [there, state] of places()) checkSent(there, state, written);
    if (!write.isApplied) return;
    const couldNotKnow = desk.log.knowledge(write.at);
    desk.log.later(write.at + desk.visibleAfterMs, () => {
      for (const [there, state] of places()) checkReplaced(there, state, written, couldNotKnow);
      desk.log.write(place, { value: list, at: desk.clock.now(), by: write.userId ?? "nobody" });
    });
    desk.log.advance(desk.clock.now());
  };
}

import type { Place } from "./ledger.ts";
import type { ServerLog } from "./server-log.ts";
import { stateIn, type TagState } from "./tags.ts";

/** Longer than this no event is on its way, nor is a request. */
export const slowestNews = 30_000;

interface Transition {
  readonly state: TagState;
  readonly at: number;
  readonly by: string;
}

/** When the server's list came to have, or to lack, this tag, and by whom; what a call begins with is no news. */
export function transitionsOf(log: ServerLog, place: Place, tag: string): Transition[] {
  const history = log.history(place);
  let state = stateIn(history[0]?.value, tag);
  return history.flatMap(({ value, at, by }) => {
    if (stateIn(value, tag) === state) return [];
    state = stateIn(value, tag);
    return [{ state, at, by }];
  });
}

/** What Calltag knows of this tag by now, and since when without a break. */
export function toldOf(log: ServerLog, place: Place, tag: string): { state: TagState; at: number } | undefined {
  const known = log.tellings(place).filter((telling) => log.isKnown(telling));
  const last = known.at(-1);
  if (!last) return undefined;
  const state = stateIn(last.value, tag);
  const other = known.findLastIndex(({ value }) => stateIn(value, tag) !== state);
  return { state, at: known[other + 1]?.at ?? last.at };
}

/** What was told of this tag from then on, with what was known at that moment. */
export function tellingsSince(log: ServerLog, place: Place, since: number) {
  const all = log.tellings(place);
  return all.slice(
    Math.max(
      0,
      all.findLastIndex(({ at }) => at < since),
    ),
  );
}

import type { Desk } from "./desk.ts";
import type { Ledger } from "./ledger.ts";

/** Looks for what was sent, late effects, late events, and what own-lists.ts remembers: all of it is past after so long. */
const quietAfter = 60_000;

/** Since when may a list of the person's own be on its way, or be taken for one that is? */
export function createTagQuiet() {
  let quietAt = -Infinity;
  let lastBusy = -Infinity;
  return {
    /** After each action. Everybody's changes count, also of those who are not here. */
    look({ seat, clock }: Desk, ledgers: Iterable<Ledger>): void {
      const handed = [...ledgers].flatMap(({ tags }) =>
        [...tags.entries.values()].flatMap((one) => [...one.handed.values()]),
      );
      const isKept = [...seat.database.records.keys()].some((key) => key.startsWith("change/"));
      lastBusy = Math.max(lastBusy, ...handed, isKept ? clock.now() : -Infinity);
      if (clock.now() - lastBusy >= quietAfter) quietAt = clock.now();
    },
    since: (): number => quietAt,
  };
}

import type { Desk } from "./desk.ts";
import { type Entry, type Ledger, mayReplace, type Place } from "./ledger.ts";
import type { Write } from "./network.ts";
import { createTagCheck } from "./check-tags.ts";
import { userIds, Violation } from "./people.ts";
import type { ServerLog, Version } from "./server-log.ts";
import { isTagList } from "./tag-hand.ts";

/** Judges every PATCH at the moment when it reaches the server, by what the person did and what Calltag had been told. */
export function createWriteCheck() {
  const underWay = new Map<string, number>();
  let found: string | undefined;
  let races = 0;
  const tags = createTagCheck(blame);

  function blame(text: string): void {
    found ??= text;
  }
  function authorOf(write: Write, ledgers: ReadonlyMap<string, Ledger>): Ledger | undefined {
    const name = Object.keys(userIds).find((user) => userIds[user] === write.userId);
    return name === undefined ? undefined : ledgers.get(name);
  }
  /** Invariant 2, at the moment of sending: what Calltag had been told, it must not replace unasked. */
  function checkTold(entry: Entry, value: string, write: Write, desk: Desk): void {
    const told = desk.log.told(entry.place);
    if (!told || told.at >= write.at || told.value === value || mayReplace(entry, told.value)) return;
    blame(`(2) “${value}” was sent for ${entry.place.name}, although Calltag knew of “${String(told.value)}”`);
  }
  /** The same at the moment when the write counts, for what Calltag had not been told, and should have asked for. */
  function checkReplaced(
    entry: Entry,
    value: string,
    before: Version | undefined,
    write: Write,
    couldNotKnow: ReturnType<ServerLog["knowledge"]>,
  ): void {
    if (!before || before.by === write.userId || before.value === value || mayReplace(entry, before.value)) return;
    if (couldNotKnow(entry.place, before)) races += 1;
    else blame(`(2) “${value}” replaced “${String(before.value)}” of ${entry.place.name}, for which nobody had looked`);
  }

  function checkBody(write: Write): [string, string][] {
    const body = JSON.parse(write.body) as { attributes: Record<string, unknown> | null };
    const pairs = Object.entries(body.attributes ?? {});
    if (pairs.length === 0) blame("(5) a PATCH without a single key");
    return pairs.flatMap(([name, value]) => {
      if (typeof value === "string") return [[name, value] as [string, string]];
      blame(`(5) a PATCH whose ${name} is ${JSON.stringify(value)}`);
      return [];
    });
  }

  return {
    races: () => races,
    check(write: Write, desk: Desk, ledgers: ReadonlyMap<string, Ledger>): void {
      const leg = { conversationId: write.conversationId, participantId: write.participantId };
      const legKey = `${leg.conversationId}/${leg.participantId}`;
      if ((underWay.get(legKey) ?? 0) > write.at) blame("(5) two PATCHes for one participant at the same time");
      underWay.set(legKey, write.until);
      const author = authorOf(write, ledgers);
      for (const [name, value] of checkBody(write)) {
        const place: Place = { ...leg, name };
        // With a token that is no good, nobody knows whose it is.
        const owners = author ? [author] : [...ledgers.values()];
        if (isTagList(place)) {
          tags.check({ place, list: value, write, desk, owners });
          continue;
        }
        const entry = owners
          .map((ledger) => ledger.find(place))
          .find((one) => one?.handed.some((meant) => meant.text === value));
        if (!entry) {
          blame(`(3) “${value}” was sent for ${name} where this person never saved it`);
          continue;
        }
        checkTold(entry, value, write, desk);
        if (!write.isApplied) continue;
        const couldNotKnow = desk.log.knowledge(write.at);
        const apply = (): void => {
          checkReplaced(entry, value, desk.log.current(place), write, couldNotKnow);
          desk.log.write(place, { value, at: desk.clock.now(), by: write.userId ?? "nobody" });
        };
        desk.log.later(write.at + desk.visibleAfterMs, apply);
        desk.log.advance(desk.clock.now());
      }
    },
    look: tags.look,
    /** The background died: it waits for no answer any more. */
    died(): void {
      underWay.clear();
    },
    expectNone(): void {
      if (found !== undefined) throw new Violation(found);
    },
  };
}

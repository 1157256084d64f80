import { placeKey, type Place } from "./ledger.ts";

interface Leg {
  readonly conversationId: string;
  readonly participantId: string;
}
export interface Version {
  readonly value: string | null;
  readonly at: number;
  /** A user id, or others who have nothing to do with Calltag. */
  readonly by: string;
}
interface Told {
  readonly value: string | null;
  /** When the first snapshot was delivered that said so. */
  readonly at: number;
}
/** What one snapshot after the other said of a place, where it was news. */
interface Telling extends Told {
  /** An event older than the read before it said so. */
  readonly isMisleading: boolean;
  /** In which memory of Calltag's it is: only the current one is known still. */
  readonly memory: number;
}
interface Read {
  readonly conversationId: string | undefined;
  /** When the server answered it. */
  readonly origin: number;
  readonly at: number;
}

/** What the server has had, who wrote it, and what of it was delivered to the browser: the oracle's own record. */
export function createServerLog(eventAfterMs: number) {
  const versions = new Map<string, Version[]>();
  const pending: { at: number; apply: () => void }[] = [];
  /** Counts what comes: many things happen in one millisecond, and which came first matters. */
  let eventCount = 0;
  const lastEvent = new Map<string, number>();
  const misled = new Set<string>();
  /** What such events showed of each place. */
  const misshown = new Map<string, Set<string>>();
  let told = new Map<string, Told>();
  /** All of it, in order. */
  const tellings = new Map<string, Telling[]>();
  /** Grows whenever all that was told is forgotten. */
  let memory = 0;
  let reads: Read[] = [];
  let socketOpenSince: number | undefined;

  function history(place: Place): readonly Version[] {
    return versions.get(placeKey(place)) ?? [];
  }
  function write(place: Place, version: Version): void {
    versions.set(placeKey(place), [...history(place), version]);
  }

  return {
    history,
    current: (place: Place): Version | undefined => history(place).at(-1),
    write,
    /** Something that the server does at a later moment of its own. */
    later(at: number, apply: () => void): void {
      pending.push({ at, apply });
      pending.sort((one, other) => one.at - other.at);
    },
    /** Does what is due. */
    advance(now: number): void {
      while (pending[0] && pending[0].at <= now) pending.shift()?.apply();
    },
    /** An event was delivered. One that is older than the read before it misleads: nothing in it says so. */
    event(conversationId: string, origin: number): void {
      eventCount += 1;
      lastEvent.set(conversationId, eventCount);
      const lastRead = reads.findLast((read) => (read.conversationId ?? conversationId) === conversationId);
      if (lastRead && origin <= lastRead.origin) misled.add(conversationId);
      else misled.delete(conversationId);
    },
    eventCount: (): number => eventCount,
    /** Does a read that was answered after so many events still say anything, or did another one overtake it? */
    isNews: (conversationId: string, countThen: number): boolean => (lastEvent.get(conversationId) ?? 0) <= countThen,
    isMisled: (conversationId: string): boolean => misled.has(conversationId),
    /** Did Genesys itself say, by an event older than the last read, that this stands there? So is a change confirmed (product.md, "Saving"). */
    wasMisshown: (place: Place, text: string): boolean => misshown.get(placeKey(place))?.has(text) ?? false,
    /** A snapshot of one leg was delivered. */
    deliver(leg: Leg, attributes: ReadonlyMap<string, string>, at: number): void {
      const names = [...versions.keys()].filter((key) => key.startsWith(`${leg.conversationId}/${leg.participantId}/`));
      const all = new Set([...names.map((key) => key.split("/").slice(2).join("/")), ...attributes.keys()]);
      for (const name of all) {
        const key = placeKey({ ...leg, name });
        const value = attributes.get(name) ?? null;
        const isMisleading = misled.has(leg.conversationId);
        const former = tellings.get(key) ?? [];
        const last = former.at(-1);
        if (last?.value !== value || last.memory !== memory || last.isMisleading !== isMisleading)
          tellings.set(key, [...former, { value, at, isMisleading, memory }]);
        if (told.get(key)?.value !== value) told.set(key, { value, at });
        if (value !== null && isMisleading) misshown.set(key, (misshown.get(key) ?? new Set()).add(value));
      }
    },
    read(read: Read): void {
      if (read.conversationId === undefined) misled.clear();
      else misled.delete(read.conversationId);
      reads = [...reads.slice(-20), read];
    },
    socket(openSince: number | undefined): void {
      socketOpenSince = openSince;
    },
    /** Another person, or an empty `storage.session`: nothing that was told is known any more. */
    forget(): void {
      memory += 1;
      told = new Map();
      reads = [];
    },
    told: (place: Place): Told | undefined => told.get(placeKey(place)),
    tellings: (place: Place): readonly Telling[] => tellings.get(placeKey(place)) ?? [],
    /** Is what this telling said still known? */
    isKnown: (telling: Telling): boolean => telling.memory === memory,
    /**
     * Could Calltag not know of this version when its PATCH left at `sent`? Not, if it was written after; nor while its event was
     * under way through an open socket; nor if the read that just came back had been answered before.
     */
    knowledge(sent: number): (place: Place, version: Version) => boolean {
      const [openSince, done] = [socketOpenSince, reads];
      return (place, version) => {
        if (version.at >= sent || misled.has(place.conversationId)) return true;
        if (openSince !== undefined && openSince <= version.at && sent <= version.at + eventAfterMs) return true;
        return done.some(
          ({ conversationId, origin, at }) =>
            at === sent && origin <= version.at && (conversationId ?? place.conversationId) === place.conversationId,
        );
      };
    },
  };
}
export type ServerLog = ReturnType<typeof createServerLog>;

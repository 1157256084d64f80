import * as z from "zod/mini";
import { readItem } from "../../platform/stored.ts";
import type { BackgroundParts } from "../parts.ts";
import {
  interrupted,
  isSameAsking,
  isSameQuestion,
  isSameSource,
  type SourceAddress,
  type SourceEntry,
  sourceEntrySchema,
} from "./source-entry.ts";

/** Answers are kept for the call only, in memory. */
const sourcesKey = "sources";

/** What came of asking, by call, source, caller and question. */
export interface SourceEntries {
  restore(): Promise<void>;
  clear(): Promise<void>;
  /** Answers that an ended background had yet to write, or to take something back for; told of once. */
  takeLeft(): readonly SourceEntry[];
  /** The question that counts now: the one that was put last. */
  find(address: SourceAddress): SourceEntry | undefined;
  /** Of one call, every question that was put to any source. */
  of(conversationId: string): readonly SourceEntry[];
  /** Is it still this very asking, or was it replaced meanwhile? */
  has(entry: SourceEntry): boolean;
  /** And does it count now? */
  isLatest(entry: SourceEntry): boolean;
  /** It counts from now on; the same question from before is replaced. */
  put(entry: SourceEntry): Promise<void>;
  /** Answers the entry as it is then; `undefined` if it was replaced meanwhile. */
  advance(entry: SourceEntry, news: Partial<SourceEntry>): Promise<SourceEntry | undefined>;
  /** Keeps those that pass. */
  sift(isKept: (entry: SourceEntry) => boolean): Promise<void>;
}

export function createSourceEntries(
  { stored }: Pick<BackgroundParts, "stored">,
  changed: () => Promise<void>,
): SourceEntries {
  let entries: readonly SourceEntry[] = [];
  let left: readonly SourceEntry[] = [];

  async function keep(next: readonly SourceEntry[]): Promise<void> {
    entries = next;
    await stored.session.set({ [sourcesKey]: next });
    await changed();
  }

  function find(address: SourceAddress): SourceEntry | undefined {
    return entries.findLast((entry) => isSameSource(entry, address));
  }

  return {
    async restore() {
      const found = (await readItem(stored.session, sourcesKey, z.array(sourceEntrySchema))) ?? [];
      entries = found.map((entry) => ({ ...entry, progress: interrupted(entry.progress) }));
      left = entries.filter(({ isUnwritten, outdated }) => isUnwritten || outdated.length > 0);
    },
    async clear() {
      entries = [];
      left = [];
      await stored.session.remove([sourcesKey]);
    },
    takeLeft() {
      const taken = left;
      left = [];
      return taken;
    },
    find,
    of: (conversationId) => entries.filter((entry) => entry.conversationId === conversationId),
    has: (entry) => entries.some((other) => isSameAsking(other, entry)),
    isLatest: (entry) => {
      const latest = find(entry);
      return latest !== undefined && isSameAsking(latest, entry);
    },
    put: (entry) => keep([...entries.filter((other) => !isSameQuestion(other, entry)), entry]),
    async advance(entry, news) {
      const now = entries.find((other) => isSameAsking(other, entry));
      if (!now) return undefined;
      const next = { ...now, ...news };
      await keep(entries.map((other) => (other === now ? next : other)));
      return next;
    },
    async sift(isKept) {
      const kept = entries.filter(isKept);
      if (kept.length < entries.length) await keep(kept);
    },
  };
}

import * as z from "zod/mini";
import type { Attribute } from "../../attributes/attribute.ts";
import { readItem } from "../../platform/stored.ts";
import type { SourceProgress } from "../../protocol/sources.ts";
import type { BackgroundParts } from "../parts.ts";
import { interrupted, isSameSource, type SourceAddress, type SourceEntry, sourceEntrySchema } from "./source-entry.ts";

/** Answers are kept for the call only, in memory. */
const sourcesKey = "sources";

/** What came of asking, by call and source. */
export interface SourceEntries {
  restore(): Promise<void>;
  clear(): Promise<void>;
  find(address: SourceAddress): SourceEntry | undefined;
  /** Is it still this very one, or was it replaced meanwhile? */
  has(entry: SourceEntry): boolean;
  put(entry: SourceEntry): Promise<void>;
  /** Unless it was replaced meanwhile. */
  advance(entry: SourceEntry, progress: SourceProgress, answered?: Attribute[]): Promise<void>;
  /** Keeps those that pass. */
  sift(isKept: (entry: SourceEntry) => boolean): Promise<void>;
}

export function createSourceEntries(
  { stored }: Pick<BackgroundParts, "stored">,
  changed: () => Promise<void>,
): SourceEntries {
  let entries: readonly SourceEntry[] = [];

  async function keep(next: readonly SourceEntry[]): Promise<void> {
    entries = next;
    await stored.session.set({ [sourcesKey]: next });
    await changed();
  }
  function put(entry: SourceEntry): Promise<void> {
    return keep([...entries.filter((other) => !isSameSource(other, entry)), entry]);
  }

  return {
    async restore() {
      const found = (await readItem(stored.session, sourcesKey, z.array(sourceEntrySchema))) ?? [];
      entries = found.map((entry) => ({ ...entry, progress: interrupted(entry.progress) }));
    },
    async clear() {
      entries = [];
      await stored.session.remove([sourcesKey]);
    },
    find: (address) => entries.find((entry) => isSameSource(entry, address)),
    has: (entry) => entries.includes(entry),
    put,
    async advance(entry, progress, answered = entry.answered) {
      if (entries.includes(entry)) await put({ ...entry, progress, answered });
    },
    async sift(isKept) {
      const kept = entries.filter(isKept);
      if (kept.length < entries.length) await keep(kept);
    },
  };
}

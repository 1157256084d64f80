import { masked } from "../attributes/policy/masking.ts";
import type { User } from "../genesys/user.ts";
import { defaultHistoryDays } from "../protocol/settings.ts";
import { type HistoryEntry, historyEntrySchema, type Outcome } from "../protocol/history.ts";
import type { ChangeRecord } from "./change-record.ts";
import { ownerKey } from "./owner.ts";
import type { BackgroundParts } from "./parts.ts";
import type { PolicyKeeper } from "./policy.ts";
import type { SettingsKeeper } from "./settings.ts";

const dayLong = 24 * 60 * 60 * 1000;

/** A person's own changes, in the encrypted database: what was there, what was written, what became of it. */
export interface History {
  /** A change as the history tells of it: without sensitive values. */
  entryOf(record: ChangeRecord, outcome: Outcome): HistoryEntry;
  /** Notes what became of changes; a later outcome replaces an earlier one. */
  note(user: User, changes: readonly ChangeRecord[], outcome: Outcome): Promise<void>;
  /** Newest first. */
  read(user: User): Promise<HistoryEntry[]>;
  forget(user: User): Promise<void>;
  /** Forgets what is older than the kept days. */
  prune(user: User): Promise<void>;
}

interface HistoryParts extends Pick<BackgroundParts, "clock" | "database"> {
  readonly policy: PolicyKeeper;
  readonly settings: SettingsKeeper;
}

export function createHistory({ clock, database, policy, settings }: HistoryParts): History {
  const prefixOf = (user: User): string => ownerKey("history", user);
  /** As policy has it, else the person (product.md, "Policy": history.days). */
  const days = (): number => policy.current().history.days ?? settings.current().historyDays ?? defaultHistoryDays;

  /** What is sensitive now is masked, also where it was not when it was written. */
  function withMask(entry: HistoryEntry): HistoryEntry {
    const { name, before, after } = entry;
    const isSensitive = [before ?? "", after].some((value) => policy.rules().isSensitive(name, value));
    return isSensitive ? { ...entry, before: before && masked(before), after: masked(after) } : entry;
  }
  function entryOf(record: ChangeRecord, outcome: Outcome): HistoryEntry {
    const { order, conversationId, participantId, name, source, base, value, savedAt } = record;
    const known = { order, conversationId, participantId, name, source, at: savedAt, outcome };
    return withMask({ ...known, before: base, after: value });
  }

  return {
    entryOf,
    async note(user, changes, outcome) {
      if (days() === 0) return;
      const prefix = prefixOf(user);
      // A full disk takes no more entries; what becomes of the changes themselves must not hang on it.
      await Promise.all(
        changes.map((record) => database.put(`${prefix}${record.order.toString()}`, entryOf(record, outcome))),
      ).catch(() => undefined);
    },
    async read(user) {
      await this.prune(user);
      const entries: HistoryEntry[] = [];
      for (const stored of (await database.all(prefixOf(user))).values()) {
        const parsed = historyEntrySchema.safeParse(stored);
        if (parsed.success) entries.push(withMask(parsed.data));
      }
      return entries.toSorted((a, b) => b.order - a.order);
    },
    async forget(user) {
      await database.remove(await database.keys(prefixOf(user)));
    },
    async prune(user) {
      const prefix = prefixOf(user);
      const oldest = days() === 0 ? Infinity : clock.now() - days() * dayLong;
      // A change's number is the time of its save, or a little more.
      await database.remove((await database.keys(prefix)).filter((key) => Number(key.slice(prefix.length)) < oldest));
    },
  };
}

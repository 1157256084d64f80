import type { User } from "../genesys/user.ts";
import { type HistoryEntry, historyEntrySchema, type Outcome } from "../protocol/history.ts";
import type { ChangeRecord } from "./change-record.ts";
import { ownerKey } from "./owner.ts";
import type { BackgroundParts } from "./parts.ts";

/** Until policy says otherwise (product.md, "Policy": history.days). */
const keptDays = 7;
const keptFor = keptDays * 24 * 60 * 60 * 1000;

/** A person's own changes, in the encrypted database: what was there, what was written, what became of it. */
export interface History {
  /** Notes what became of changes; a later outcome replaces an earlier one. */
  note(user: User, changes: readonly ChangeRecord[], outcome: Outcome): Promise<void>;
  /** Newest first. */
  read(user: User): Promise<HistoryEntry[]>;
  forget(user: User): Promise<void>;
  /** Forgets what is older than the kept days. */
  prune(user: User): Promise<void>;
}

export function entryOf(record: ChangeRecord, outcome: Outcome): HistoryEntry {
  const { order, conversationId, participantId, name, source, base, value, savedAt } = record;
  return { order, conversationId, participantId, name, source, before: base, after: value, at: savedAt, outcome };
}

export function createHistory({ clock, database }: Pick<BackgroundParts, "clock" | "database">): History {
  const prefixOf = (user: User): string => ownerKey("history", user);
  return {
    async note(user, changes, outcome) {
      const prefix = prefixOf(user);
      await Promise.all(
        changes.map((record) => database.put(`${prefix}${record.order.toString()}`, entryOf(record, outcome))),
      );
    },
    async read(user) {
      await this.prune(user);
      const entries: HistoryEntry[] = [];
      for (const stored of (await database.all(prefixOf(user))).values()) {
        const parsed = historyEntrySchema.safeParse(stored);
        if (parsed.success) entries.push(parsed.data);
      }
      return entries.toSorted((a, b) => b.order - a.order);
    },
    async forget(user) {
      await database.remove(await database.keys(prefixOf(user)));
    },
    async prune(user) {
      const prefix = prefixOf(user);
      const oldest = clock.now() - keptFor;
      // A change's number is the time of its save, or a little more.
      await database.remove((await database.keys(prefix)).filter((key) => Number(key.slice(prefix.length)) < oldest));
    },
  };
}

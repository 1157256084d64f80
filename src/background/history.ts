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
  /** Newest first. What is older than the kept days is forgotten on the way. */
  read(user: User): Promise<HistoryEntry[]>;
  forget(user: User): Promise<void>;
}

export function entryOf(record: ChangeRecord, outcome: Outcome): HistoryEntry {
  const { order, conversationId, participantId, name, base, value, savedAt } = record;
  return { order, conversationId, participantId, name, before: base, after: value, at: savedAt, outcome };
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
      const entries: HistoryEntry[] = [];
      const tooOld: string[] = [];
      for (const [key, stored] of await database.all(prefixOf(user))) {
        const parsed = historyEntrySchema.safeParse(stored);
        if (parsed.success && clock.now() - parsed.data.at <= keptFor) entries.push(parsed.data);
        else tooOld.push(key);
      }
      await database.remove(tooOld);
      return entries.toSorted((a, b) => b.order - a.order);
    },
    async forget(user) {
      await database.remove([...(await database.all(prefixOf(user))).keys()]);
    },
  };
}

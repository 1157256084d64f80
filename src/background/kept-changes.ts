import type { User } from "../genesys/user.ts";
import { type ChangeRecord, changeRecordSchema, isOf, type Leg, resumed } from "./change-record.ts";
import { keptFor, ownerKey } from "./owner.ts";
import type { BackgroundParts } from "./parts.ts";
import { isSamePerson } from "./stored-session.ts";

/** One person's changes, in memory and in the encrypted database. */
export function createKeptChanges({ clock, database }: Pick<BackgroundParts, "clock" | "database">) {
  let owner: User | undefined;
  let records = new Map<number, ChangeRecord>();
  /** Numbers of those that are being put down for the first time: the disk may still refuse them. */
  const fresh = new Set<number>();
  /** No number is given twice, whoever is signed in. */
  let lastOrder = 0;

  function recordKey(user: User, record: ChangeRecord): string {
    return `${ownerKey("change", user)}${record.order.toString()}`;
  }
  function inOrder(): ChangeRecord[] {
    return [...records.values()].toSorted((a, b) => a.order - b.order);
  }
  function of(leg: Leg): ChangeRecord[] {
    return inOrder().filter((record) => isOf(leg, record));
  }
  async function write(news: readonly ChangeRecord[]): Promise<void> {
    const user = owner;
    if (!user) return;
    for (const record of news) records.set(record.order, record);
    await Promise.all(news.map((record) => database.put(recordKey(user, record), record)));
  }
  /** Takes them out of memory at once; what it answers with, off the disk. */
  function drop(gone: readonly ChangeRecord[], user = owner): () => Promise<void> {
    for (const { order } of gone) records.delete(order);
    return async () => {
      if (user) await database.remove(gone.map((record) => recordKey(user, record)));
    };
  }

  return {
    owner: () => owner,
    restore: async (user: User, isSignedIn: boolean): Promise<void> => {
      if (!isSamePerson(owner, user)) records = new Map();
      owner = user;
      const tooOld: string[] = [];
      const again: ChangeRecord[] = [];
      const stored = await database.all(ownerKey("change", user));
      // Somebody else came meanwhile.
      if (owner !== user) return;
      for (const [key, one] of stored) {
        const parsed = changeRecordSchema.safeParse(one);
        if (!parsed.success || clock.now() - parsed.data.savedAt > keptFor) tooOld.push(key);
        // What was saved in this life, while the database could not be read, is known better.
        else if (!records.has(parsed.data.order)) {
          records.set(parsed.data.order, parsed.data);
          again.push(...resumed(parsed.data, isSignedIn));
        }
      }
      lastOrder = Math.max(lastOrder, ...records.keys());
      await Promise.all([database.remove(tooOld), write(again)]).catch(() => undefined);
    },
    putAway(): void {
      owner = undefined;
      records = new Map();
    },
    forget: async (user: User): Promise<void> => {
      await database.remove(await database.keys(ownerKey("change", user)));
      if (isSamePerson(owner, user)) records = new Map();
    },
    nextOrder(): number {
      lastOrder = Math.max(clock.now(), lastOrder) + 1;
      return lastOrder;
    },
    inOrder,
    onDisk: (): ChangeRecord[] => inOrder().filter(({ order }) => !fresh.has(order)),
    of,
    chainOf: (leg: Leg, name: string): ChangeRecord[] => of(leg).filter((record) => record.name === name),
    namesOf: (leg: Leg): ReadonlySet<string> => new Set(of(leg).map(({ name }) => name)),
    /** This very change as it is now, if it is still here: an answer may come late, for somebody else's. */
    newest: (record: ChangeRecord): ChangeRecord | undefined =>
      of(record).find(
        ({ order, name, savedAt }) => order === record.order && name === record.name && savedAt === record.savedAt,
      ),
    write,
    /** Writes those that are new; rejects where they could not be put down, and are not taken therefore. */
    async add(news: readonly ChangeRecord[]): Promise<void> {
      for (const { order } of news) fresh.add(order);
      const user = owner;
      try {
        await write(news);
      } catch (error) {
        // Who saved it still has it as a draft. A mend has nobody who could save it again: it is tried while this life lasts.
        await drop(
          news.filter(({ isMend }) => !isMend),
          user,
        )().catch(() => undefined);
        throw error;
      } finally {
        for (const { order } of news) fresh.delete(order);
      }
    },
    drop,
  };
}

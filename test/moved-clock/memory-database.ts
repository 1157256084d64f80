import type { Database } from "../../src/platform/database.ts";

/** The database in memory: it outlives a background and a browser, as the real one on disk does. */
export interface MemoryDatabase extends Database {
  readonly records: Map<string, string>;
  /** Keys of drafts and changes: the work that is not done. What was done stays in the history. */
  unfinished(): string[];
}

export function createMemoryDatabase(): MemoryDatabase {
  const records = new Map<string, string>();
  return {
    records,
    unfinished: () => [...records.keys()].filter((key) => !key.startsWith("history/")),
    all: (prefix) =>
      Promise.resolve(
        new Map(
          [...records].flatMap(([key, text]) => (key.startsWith(prefix) ? [[key, JSON.parse(text) as unknown]] : [])),
        ),
      ),
    keys: (prefix) => Promise.resolve([...records.keys()].filter((key) => key.startsWith(prefix))),
    put: (key, record) => {
      records.set(key, JSON.stringify(record));
      return Promise.resolve();
    },
    remove: (keys) => {
      for (const key of keys) records.delete(key);
      return Promise.resolve();
    },
  };
}

import type { Stored, StoredArea } from "../../src/platform/stored.ts";

/** A `storage` area in memory, which tells who listens what changed, as `storage.onChanged` does. */
export interface MemoryArea extends StoredArea {
  readonly items: Map<string, unknown>;
  onChanged(listener: (keys: string[]) => void): () => void;
}

/** Storage holds JSON: `undefined` and prototypes do not survive it. Frozen, so that nobody can change what others read. */
function asStored(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_key, part: unknown) => Object.freeze(part));
}

export function createMemoryArea(): MemoryArea {
  const items = new Map<string, unknown>();
  const listeners = new Set<(keys: string[]) => void>();
  function tell(keys: string[]): void {
    if (keys.length > 0)
      for (const listener of listeners)
        queueMicrotask(() => {
          listener(keys);
        });
  }
  return {
    items,
    onChanged(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    get: (keys) => {
      const wanted = keys ?? [...items.keys()];
      return Promise.resolve(
        Object.fromEntries(wanted.flatMap((key) => (items.has(key) ? [[key, items.get(key)]] : []))),
      );
    },
    set: (news) => {
      for (const [key, value] of Object.entries(news)) items.set(key, asStored(value));
      tell(Object.keys(news));
      return Promise.resolve();
    },
    remove: (keys) => {
      tell(keys.filter((key) => items.delete(key)));
      return Promise.resolve();
    },
  };
}

export interface MemoryStored extends Stored {
  readonly session: MemoryArea;
  readonly local: MemoryArea;
  /** What the administrator rolled out. */
  readonly managed: MemoryArea;
}

export function createMemoryStored(): MemoryStored {
  return { session: createMemoryArea(), local: createMemoryArea(), managed: createMemoryArea() };
}

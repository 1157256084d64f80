import type { StoredArea } from "../../src/platform/stored.ts";
import type { Seat } from "../moved-clock/seat.ts";

export type StorageChanges = Record<string, { oldValue?: unknown; newValue?: unknown }>;

interface Parts {
  /** What each operation of the background takes. */
  readonly wait: () => Promise<void>;
  /** Stands around each operation of the background: it may be the last thing that it does. */
  readonly operated: <Value>(work: () => Promise<Value>) => Promise<Value>;
  readonly tell: (changes: StorageChanges) => void;
  readonly personChanges: () => void;
  /** Grows with every start of the browser. */
  readonly starts: () => number;
}

function userOf(session: unknown): string | undefined {
  return (session as { user: { userId: string } } | undefined)?.user.userId;
}

/** Each after those that were asked for before: so a browser does it, and no page overtakes the background. */
function createQueue() {
  let last: Promise<unknown> = Promise.resolve();
  return <Value>(work: () => Promise<Value>, wait?: Promise<void>): Promise<Value> => {
    const done = Promise.all([last, wait]).then(work);
    last = done;
    return done;
  };
}

/** Makes a seat's storage and database take their time, and answers `storage.session` as pages have it. */
export function slowStorage(
  { stored, database }: Seat,
  { wait, operated, tell, personChanges, starts }: Parts,
): StoredArea {
  const { session } = stored;
  const get = session.get.bind(session);
  const set = session.set.bind(session);
  const remove = session.remove.bind(session);

  async function setAndTell(items: Record<string, unknown>): Promise<void> {
    const before = new Map(session.items);
    if ("session" in items && userOf(items.session) !== userOf(before.get("session"))) personChanges();
    await set(items);
    tell(
      Object.fromEntries(
        Object.keys(items).map((key) => [key, { oldValue: before.get(key), newValue: session.items.get(key) }]),
      ),
    );
  }
  async function removeAndTell(keys: string[]): Promise<void> {
    const there = keys.filter((key) => session.items.has(key));
    if (there.includes("session")) personChanges();
    const before = new Map(session.items);
    await remove(keys);
    tell(Object.fromEntries(there.map((key) => [key, { oldValue: before.get(key) }])));
  }

  const inSession = createQueue();
  /** What a browser had not done when it ended is not done by the next one. */
  function write(work: () => Promise<void>, wait?: Promise<void>): Promise<void> {
    const begun = starts();
    return inSession(() => (begun === starts() ? work() : Promise.resolve()), wait);
  }
  session.get = (keys) => operated(() => inSession(() => get(keys), wait()));
  session.set = (items) => operated(() => write(() => setAndTell(items), wait()));
  session.remove = (keys) => operated(() => write(() => removeAndTell(keys), wait()));
  const all = database.all.bind(database);
  const put = database.put.bind(database);
  const erase = database.remove.bind(database);
  const inDatabase = createQueue();
  database.all = (prefix) => operated(() => inDatabase(() => all(prefix), wait()));
  database.put = (key, record) => operated(() => inDatabase(() => put(key, record), wait()));
  database.remove = (keys) => operated(() => inDatabase(() => erase(keys), wait()));
  return {
    async get(keys) {
      const items = await inSession(() => get(keys));
      // News of a later write may overtake the answer: they come to a page by two ways.
      await wait();
      return items;
    },
    set: (items) => write(() => setAndTell(items)),
    remove: (keys) => write(() => removeAndTell(keys)),
  };
}

import { type DBSchema, type IDBPDatabase, openDB } from "idb";

/**
 * What must outlive the browser's process: drafts and changes, as JSON under a key. The background gets it as a part, so
 * that the model test can give one in memory.
 */
export interface Database {
  /** Every record whose key begins with `prefix`. */
  all(prefix: string): Promise<Map<string, unknown>>;
  keys(prefix: string): Promise<string[]>;
  put(key: string, record: unknown): Promise<void>;
  remove(keys: readonly string[]): Promise<void>;
}

interface Encrypted {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly bytes: ArrayBuffer;
}

interface Schema extends DBSchema {
  secrets: { key: string; value: CryptoKey };
  records: { key: string; value: Encrypted };
}

const name = "calltag";
const keyName = "records";
const algorithm = "AES-GCM";
/** 96 bits, the length that AES-GCM is made for (NIST SP 800-38D). */
const ivBytes = 12;

/** The key is made on first use, and cannot be taken out of the browser. Two contexts may race for it: the first one stays. */
async function keyOf(database: IDBPDatabase<Schema>): Promise<CryptoKey> {
  const existing = await database.get("secrets", keyName);
  if (existing) return existing;
  const fresh = await crypto.subtle.generateKey({ name: algorithm, length: 256 }, false, ["encrypt", "decrypt"]);
  const transaction = database.transaction("secrets", "readwrite");
  const winner = await transaction.store.get(keyName);
  if (!winner) await transaction.store.put(fresh, keyName);
  await transaction.done;
  return winner ?? fresh;
}

/** Decrypts a record; `undefined` if it was written with a key that is gone: then nobody can read it any more. */
async function decrypt(key: CryptoKey, { iv, bytes }: Encrypted): Promise<unknown> {
  try {
    const plain = await crypto.subtle.decrypt({ name: algorithm, iv }, key, bytes);
    return JSON.parse(new TextDecoder().decode(plain));
  } catch {
    return undefined;
  }
}

/** The database in IndexedDB; no value stands on disk in the clear (SECURITY.md says against whom this helps). */
export function openEncryptedDatabase(): Database {
  let opening: Promise<{ database: IDBPDatabase<Schema>; key: CryptoKey }> | undefined;
  async function open(): Promise<{ database: IDBPDatabase<Schema>; key: CryptoKey }> {
    const database = await openDB<Schema>(name, 1, {
      upgrade(fresh) {
        fresh.createObjectStore("secrets");
        fresh.createObjectStore("records");
      },
      // The browser may close it under us (profile cleared): open it anew for the next call.
      terminated() {
        opening = undefined;
      },
    });
    return { database, key: await keyOf(database) };
  }
  /** A failure to open is not remembered. */
  async function opened(): Promise<{ database: IDBPDatabase<Schema>; key: CryptoKey }> {
    opening ??= open();
    try {
      return await opening;
    } catch (error) {
      opening = undefined;
      throw error;
    }
  }

  /** One write after the other, in the order of the calls: an erasure must not be overtaken by the encryption of what it erases. */
  let writing: Promise<void> = Promise.resolve();
  function inTurn(write: () => Promise<void>): Promise<void> {
    const mine = writing.then(write);
    writing = mine.catch(() => undefined);
    return mine;
  }

  return {
    async all(prefix) {
      await writing;
      const { database, key } = await opened();
      const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
      const [keys, records] = await Promise.all([
        database.getAllKeys("records", range),
        database.getAll("records", range),
      ]);
      const found = new Map<string, unknown>();
      for (const [index, record] of records.entries()) {
        const plain = await decrypt(key, record);
        const recordKey = keys[index];
        if (recordKey !== undefined && plain !== undefined) found.set(recordKey, plain);
      }
      return found;
    },
    async keys(prefix) {
      await writing;
      const { database } = await opened();
      return database.getAllKeys("records", IDBKeyRange.bound(prefix, `${prefix}\uffff`));
    },
    put: (recordKey, record) =>
      inTurn(async () => {
        const { database, key } = await opened();
        const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
        const plain = new TextEncoder().encode(JSON.stringify(record));
        const bytes = await crypto.subtle.encrypt({ name: algorithm, iv }, key, plain);
        await database.put("records", { iv, bytes }, recordKey);
      }),
    async remove(recordKeys) {
      if (recordKeys.length === 0) return;
      await inTurn(async () => {
        const { database } = await opened();
        const transaction = database.transaction("records", "readwrite");
        await Promise.all([...recordKeys.map((recordKey) => transaction.store.delete(recordKey)), transaction.done]);
      });
    },
  };
}

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "puppeteer-core";

/** Everything that the extension keeps in the browser's storages, as text; read on one of its own pages. */
export function everythingStored(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const areas = await Promise.all([
      chrome.storage.session.get(null),
      chrome.storage.local.get(null),
      chrome.storage.sync.get(null),
    ]);
    const databases = await indexedDB.databases();
    const records: unknown[] = [];
    for (const { name } of databases) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name ?? "");
        opening.onsuccess = () => {
          resolve(opening.result);
        };
        opening.onerror = () => {
          reject(new Error("cannot open the database"));
        };
      });
      for (const store of database.objectStoreNames) {
        if (store === "secrets") continue;
        records.push(
          await new Promise((resolve) => {
            const reading = database.transaction(store).objectStore(store).getAll();
            reading.onsuccess = () => {
              resolve(reading.result);
            };
          }),
        );
      }
      database.close();
    }
    return JSON.stringify({ areas, records, pages: [Object.entries(localStorage), Object.entries(sessionStorage)] });
  });
}

/** The files below a folder whose bytes hold the text, in UTF-8 or UTF-16. */
export async function filesHolding(folder: string, text: string): Promise<string[]> {
  const wanted = [Buffer.from(text, "utf8"), Buffer.from(text, "utf16le")];
  const holding: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    // A file may vanish while the browser runs.
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    if (wanted.some((form) => bytes.includes(form))) holding.push(path);
  }
  return holding;
}

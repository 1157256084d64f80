import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface ExtensionCopy {
  readonly folder: string;
  discard(): Promise<void>;
}

/**
 * A copy of a Chrome build whose scripts first delete Chrome's native `browser` (since Chrome 148; with it the polyfill does
 * nothing), so that the polyfilled path of older Chromes runs in a real browser.
 */
export async function withHiddenNativeBrowser(extension: string): Promise<ExtensionCopy> {
  const folder = await mkdtemp(join(tmpdir(), "calltag-polyfilled-"));
  await cp(extension, folder, { recursive: true });
  const names = await readdir(folder, { recursive: true });
  for (const name of names.filter((name) => name.endsWith(".js"))) {
    const path = join(folder, name);
    await writeFile(path, `delete globalThis.browser;\n${await readFile(path, "utf8")}`);
  }
  return { folder, discard: () => rm(folder, { recursive: true, force: true }) };
}

import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface ExtensionCopy {
  readonly folder: string;
  discard(): Promise<void>;
}

/** A copy of a build in a folder of its own, the files with this ending rewritten. */
export async function copyExtension(
  extension: string,
  ending: string,
  rewrite: (text: string) => string,
): Promise<ExtensionCopy> {
  const folder = await mkdtemp(join(tmpdir(), "calltag-copy-"));
  await cp(extension, folder, { recursive: true });
  const names = await readdir(folder, { recursive: true });
  for (const name of names.filter((name) => name.endsWith(ending))) {
    const path = join(folder, name);
    await writeFile(path, rewrite(await readFile(path, "utf8")));
  }
  return { folder, discard: () => rm(folder, { recursive: true, force: true }) };
}

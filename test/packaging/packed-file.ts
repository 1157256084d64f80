import { type Dirent, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { unzipSync, type Zippable, zipSync } from "fflate";

export interface PackedFile {
  /** With slashes on every system: `src/popup/index.html`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A file below a folder, as it will be packed. */
export function readPacked(folder: string, path: string): PackedFile {
  return { path, bytes: new Uint8Array(readFileSync(join(folder, path))) };
}

/** A file that is made from a text. */
export function packedText(path: string, text: string): PackedFile {
  return { path, bytes: new TextEncoder().encode(text) };
}

/** The paths of all files below a folder, but for those that are left out (a folder with all that is in it). */
export function pathsBelow(folder: string, isLeftOut: (entry: Dirent) => boolean = () => false): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !isLeftOut(entry))
    .flatMap((entry) =>
      entry.isDirectory()
        ? pathsBelow(join(folder, entry.name), isLeftOut).map((path) => `${entry.name}/${path}`)
        : [entry.name],
    );
}

// The earliest that a zip can say. In local time, for it is the parts of local time that a zip holds.
const fixedTime = new Date(1980, 0, 1);
const readableByAll = 0o100644;
const unix = 3;

/** A zip with the same bytes wherever and whenever it is made: order by name, one time, one mode, and a deflate of its own. */
export function zipOf(files: readonly PackedFile[]): Uint8Array {
  const sorted = files.toSorted((one, other) => (one.path < other.path ? -1 : 1));
  const entries: Zippable = {};
  for (const { path, bytes } of sorted)
    entries[path] = [bytes, { level: 9, mtime: fixedTime, os: unix, attrs: readableByAll << 16 }];
  return zipSync(entries);
}

/** What is in a zip, in its order. */
export function filesIn(zip: Uint8Array): PackedFile[] {
  return Object.entries(unzipSync(zip)).map(([path, bytes]) => ({ path, bytes }));
}

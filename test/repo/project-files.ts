import { readdirSync, readFileSync, statSync } from "node:fs";

export interface ProjectFile {
  /** From the top folder, with slashes on every system: `src/genesys/regions.ts`. */
  readonly path: string;
  readonly text: string;
}

/** The files below a top folder whose names end in one of the endings, or all, in the order of their names. */
export function filesBelow(folder: string, ...endings: readonly string[]): ProjectFile[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
    .filter((path) => endings.length === 0 || endings.some((ending) => path.endsWith(ending)))
    .filter((path) => statSync(path).isFile())
    .sort()
    .map((path) => ({ path, text: readFileSync(path, "utf8") }));
}

/** How many lines an editor shows. */
export function lineCount(text: string): number {
  return text.replace(/\n$/, "").split("\n").length;
}

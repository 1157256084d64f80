import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathsBelow } from "./packed-file.ts";

/**
 * What belongs to the source: in a Git working copy what Git tracks; elsewhere (the unpacked source zip) everything but what
 * .gitignore names. So the source zip that is made from an unpacked source zip is the same again.
 */
export function sourcePaths(folder: string): string[] {
  const paths = existsSync(join(folder, ".git")) ? trackedPaths(folder) : unignoredPaths(folder);
  return paths.filter((path) => existsSync(join(folder, path))).sort();
}

function trackedPaths(folder: string): string[] {
  const output = execFileSync("git", ["ls-files", "-z"], { cwd: folder, encoding: "utf8" });
  return output.split("\0").filter((path) => path !== "");
}

function unignoredPaths(folder: string): string[] {
  const names = readFileSync(join(folder, ".gitignore"), "utf8")
    .split(/\r?\n/)
    .map((line) => line.replace(/^\/|\/$/g, ""))
    .filter((line) => line !== "");
  const endings = names.filter((name) => name.startsWith("*")).map((name) => name.slice(1));
  // `/tour/` is meant for the top alone: test/tour belongs to the source.
  return pathsBelow(folder, ({ name, parentPath }) => {
    const isTopOnly = name === "tour" && parentPath !== folder;
    return (names.includes(name) && !isTopOnly) || endings.some((ending) => name.endsWith(ending));
  });
}

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import * as z from "zod/mini";
import { pathsBelow } from "./packed-file.ts";

/** A package of which something is in the extension's scripts. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** An SPDX identifier. */
  readonly license: string;
  /** The whole text that it brings. */
  readonly licenseText: string;
}

const sourceMapSchema = z.object({ sources: z.array(z.string()) });
const packageSchema = z.object({ name: z.string(), version: z.string(), license: z.string() });

/**
 * The packages of which the scripts of built extensions were made, by name. Their source maps tell it, so neither a package that
 * gives types only nor one that nobody imports is named, and none that is there is forgotten.
 */
export function bundledPackages(builds: readonly string[]): BundledPackage[] {
  const folders = new Set(builds.flatMap(sourcesOf).flatMap((path) => packageFolder(path) ?? []));
  const packages = new Map([...folders].map(readPackage).map((bundled) => [bundled.name, bundled]));
  return [...packages.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

function sourcesOf(build: string): string[] {
  const maps = pathsBelow(build).filter((path) => path.endsWith(".js.map"));
  if (maps.length === 0) throw new Error(`${build} has no source maps, so nobody can say what is in its scripts.`);
  return maps.flatMap((map) => {
    const { sources } = sourceMapSchema.parse(JSON.parse(readFileSync(join(build, map), "utf8")));
    return sources.map((source) => resolve(dirname(join(build, map)), source));
  });
}

/** `…/node_modules/@preact/signals` for a file in it; undefined for a file of ours. */
function packageFolder(path: string): string | undefined {
  return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(path)?.[0];
}

function readPackage(folder: string): BundledPackage {
  const { name, version, license } = packageSchema.parse(
    JSON.parse(readFileSync(join(folder, "package.json"), "utf8")),
  );
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(?:\.\w+)?$/i.test(entry));
  if (file === undefined) throw new Error(`${name} ${version} is bundled and brings no text of its license.`);
  const licenseText = readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim();
  return { name, version, license, licenseText };
}

/** The licenses of all that is in the extension, beginning with its own, for people to read. */
export function licensesText(ownText: string, packages: readonly BundledPackage[]): string {
  const sections = packages.map(
    ({ name, version, license, licenseText }) => `${name} ${version} (${license})\n\n${licenseText}`,
  );
  const line = `\n\n${"-".repeat(80)}\n\n`;
  return `${[`Calltag\n\n${ownText.trim()}`, ...sections].join(line)}\n`;
}

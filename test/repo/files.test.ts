import { describe, expect, it } from "vitest";
import { saysAny } from "./imports.ts";
import { filesBelow, lineCount } from "./project-files.ts";

const sources = filesBelow("src", ".ts", ".tsx", ".css", ".html");
const typescript = [...filesBelow("src", ".ts", ".tsx"), ...filesBelow("test", ".ts", ".tsx")];
const scripts = [...typescript, ...filesBelow("test", ".mjs")];

// These talk to people in a terminal; nothing else does.
const talkative = [
  "test/commands/",
  "test/tour/",
  "test/pictures/main.ts",
  "test/packaging/main.ts",
  "test/simulator/main.ts",
  "test/fleet/main.ts",
  "test/bench/main.ts",
];

// Files over 250 lines, each with its reason: none so far.
const longerForAReason: Readonly<Record<string, string>> = {};

function pathsOf(files: readonly { path: string }[]): string[] {
  return files.map((file) => file.path);
}

describe("The files of src", () => {
  it("have 80 lines or fewer on average", () => {
    const lines = sources.reduce((sum, file) => sum + lineCount(file.text), 0);
    expect(lines / sources.length).toBeLessThanOrEqual(80);
  });

  it("have 250 lines at most", () => {
    const long = sources.filter((file) => lineCount(file.text) > 250 && !(file.path in longerForAReason));
    expect(pathsOf(long)).toEqual([]);
  });
});

describe("The files of src and test", () => {
  const names = [...filesBelow("src"), ...filesBelow("test")];

  it("are named in kebab-case, and so are their folders", () => {
    // A README is read first wherever it stands.
    const kebab = /^(README\.md|[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*)$/;
    expect(pathsOf(names).filter((path) => !path.split("/").every((part) => kebab.test(part)))).toEqual([]);
  });

  it("are named for what they do, not for being useful", () => {
    const drawer = /\/(utils?|helpers?|common|misc|shared)(\.|\/|$)/;
    expect(pathsOf(names).filter((path) => drawer.test(path))).toEqual([]);
  });

  it("leave no type open", () => {
    expect(pathsOf(typescript.filter((file) => saysAny(file.path, file.text)))).toEqual([]);
  });

  it("silence no checker", () => {
    const silencer = new RegExp(["@ts-" + "(ignore|nocheck)", "eslint-" + "disable", "biome-" + "ignore"].join("|"));
    expect(pathsOf(scripts.filter((file) => silencer.test(file.text)))).toEqual([]);
  });

  it("leave nothing on the console", () => {
    const quiet = scripts.filter((file) => !talkative.some((folder) => file.path.startsWith(folder)));
    const logging = new RegExp("console" + "\\.(log|debug)\\(");
    expect(pathsOf(quiet.filter((file) => logging.test(file.text)))).toEqual([]);
  });

  it("hold no test that is left out or stands for itself", () => {
    const leftOut = new RegExp("\\.(" + ["skip", "only", "todo"].join("|") + ")(If)?\\(");
    const tests = typescript.filter((file) => file.path.includes(".test."));
    expect(pathsOf(tests.filter((file) => leftOut.test(file.text)))).toEqual([]);
  });
});

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { filesBelow } from "./project-files.ts";

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync("package.json", "utf8")));
const workflows = filesBelow(".github/workflows", ".yml");
const lines = workflows.flatMap(({ text }) => text.split("\n").map((line) => line.trim()));

describe("The workflows", () => {
  it("take each action at one commit, with the release that it is", () => {
    const actions = lines.filter((line) => /^(?:- )?uses:/.test(line));
    expect(actions.length).toBeGreaterThan(2);
    expect(actions.filter((line) => !/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });

  it("may read the source, and nothing more", () => {
    for (const { text } of workflows) expect(text).toMatch(/^permissions:\n {2}contents: read\n(?! )/m);
    expect(lines.filter((line) => line.includes("secrets."))).toEqual([]);
  });

  it("run the same test as everybody, and only commands that exist", () => {
    const commands = lines.flatMap((line) => /^- run: npm (?:run )?([a-z-]+)$/.exec(line)?.[1] ?? []);
    expect(commands).toEqual(expect.arrayContaining(["test", "build", "package"]));
    expect(commands.filter((name) => !(name in scripts))).toEqual([]);
  });
});

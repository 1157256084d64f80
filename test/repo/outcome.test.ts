import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startVitest } from "vitest/node";
import { outcomeReporter } from "../commands/outcome-reporter.ts";

describe("What npm test reads of a run that failed in every way", () => {
  const folder = mkdtempSync(join(tmpdir(), "calltag-outcome-"));
  let outcome: { passed: number; failures: { name: string; message: string }[] };

  beforeAll(async () => {
    const path = join(folder, "outcome.json");
    const include = ["test/fixtures/failing/failing.ts"];
    const vitest = await startVitest("test", [], {
      config: false,
      watch: false,
      include,
      reporters: [outcomeReporter(path)],
    });
    await vitest.close();
    outcome = JSON.parse(readFileSync(path, "utf8")) as typeof outcome;
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
    // The run in here left its failure to whatever process it runs in.
    process.exitCode = 0;
  });

  it("counts what passed", () => {
    expect(outcome.passed).toBe(2);
  });

  it("names every failure with its file: a hook, a test, and what nobody caught", () => {
    const file = "test/fixtures/failing/failing.ts";
    expect(outcome.failures.map(({ name, message }) => [name, message.split("\n")[0]])).toEqual([
      [`${file} > a suite`, "not set up"],
      [`${file} > fails`, "expected 1 to be 2 // Object.is equality"],
      ["outside of every test", "Error: nobody caught this"],
    ]);
  });
});

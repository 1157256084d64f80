import "./instant-digest.ts";
import * as fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { type Action, actions, circumstances } from "./actions.ts";
import type { Circumstances } from "./desk.ts";
import { runModel } from "./run.ts";

vi.mock("webextension-polyfill", async () => ({ default: (await import("./extension-api.ts")).extensionApi }));

/** The same runs every time, unless a seed is given: whoever changes something else is not to meet a chance find. */
const seed = Number(process.env.CALLTAG_SEED ?? 20_260_302);
const numRuns = Number(process.env.CALLTAG_RUNS ?? 2_000);
const path = process.env.CALLTAG_PATH;

/** What went wrong, the shortest list of actions that does it, and how to have it again. */
function report({
  errorInstance,
  counterexample,
  counterexamplePath,
}: fc.RunDetails<[Circumstances, Action[]]>): string {
  const [given, list] = counterexample ?? [];
  const lines = (list ?? []).map(({ deed, pace }) => `  ${JSON.stringify(deed)} ${pace}`);
  const reason =
    errorInstance instanceof Error ? (errorInstance.stack ?? errorInstance.message) : String(errorInstance);
  const again = `CALLTAG_SEED=${seed} CALLTAG_PATH=${counterexamplePath ?? ""} npx vitest run --project model`;
  return [reason, JSON.stringify(given), ...lines, again].join("\n");
}

describe("Whatever happens, and in whatever order,", () => {
  it("nothing is lost, nothing is overwritten unasked, and nothing goes to another call", {
    timeout: 3_600_000,
  }, async () => {
    const begun = performance.now();
    let runs = 0;
    const property = fc.asyncProperty(circumstances, actions, async (given, list) => {
      runs += 1;
      await runModel(given, list);
    });
    const outcome = await fc.check(property, { seed, numRuns, ...(path === undefined ? {} : { path }) });
    process.stdout.write(`${runs} runs, ${Math.round(runs / ((performance.now() - begun) / 1000))}/s, seed ${seed}\n`);
    expect(outcome.failed ? report(outcome) : "no violation").toBe("no violation");
  });
});

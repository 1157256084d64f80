import * as fc from "fast-check";
import { type Action, actions, circumstances } from "./actions.ts";
import type { Circumstances } from "./desk.ts";
import { runModel } from "./run.ts";

/** The same runs every time, unless a seed is given: whoever changes something else is not to meet a chance find. */
const firstSeed = Number(process.env.CALLTAG_SEED ?? 20_260_302);
const allRuns = Number(process.env.CALLTAG_RUNS ?? 2_000);
const path = process.env.CALLTAG_PATH;
const parts = 2;
const progressEvery = 5_000;

type Outcome = fc.RunDetails<[Circumstances, Action[]]>;

/** What went wrong, the shortest list of actions that does it, and how to have it again. */
function report({ errorInstance, counterexample, counterexamplePath, numRuns, seed }: Outcome): string {
  const [given, list] = counterexample ?? [];
  const lines = (list ?? []).map(({ deed, pace }) => `  ${JSON.stringify(deed)} ${pace}`);
  const reason =
    errorInstance instanceof Error ? (errorInstance.stack ?? errorInstance.message) : String(errorInstance);
  const again = `CALLTAG_SEED=${seed} CALLTAG_PATH=${counterexamplePath ?? ""} npx vitest run --project model`;
  return [`Broken in run ${numRuns}.`, reason, JSON.stringify(given), ...lines, again].join("\n");
}

/**
 * Runs one half of the model, for two cores, and answers with what it found: `undefined`, or the report of a violation. A path
 * belongs to its seed: then there is only the one part.
 */
export async function findViolation(part: 0 | 1): Promise<string | undefined> {
  if (path !== undefined && part > 0) return undefined;
  const begun = performance.now();
  let runs = 0;
  const say = (): void => {
    const perSecond = Math.round((runs * 1000) / (performance.now() - begun));
    process.stdout.write(`part ${part + 1}: ${runs} runs, ${perSecond}/s, seed ${firstSeed + part}\n`);
  };
  const property = fc.asyncProperty(circumstances, actions, async (given, list) => {
    runs += 1;
    if (runs % progressEvery === 0) say();
    await runModel(given, list);
  });
  const numRuns = Math.ceil(allRuns / parts);
  const outcome = await fc.check(property, {
    seed: firstSeed + part,
    numRuns,
    ...(path === undefined ? {} : { path }),
  });
  say();
  if (!outcome.failed) return undefined;
  const found = report(outcome);
  // At once: the other half may run for half an hour yet.
  process.stdout.write(`${found}\n`);
  return found;
}

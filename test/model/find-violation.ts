import * as fc from "fast-check";
import { type Action, actions, circumstances } from "./actions.ts";
import type { Circumstances } from "./desk.ts";
import { actionsWithTags } from "./tag-actions.ts";
import { runModel } from "./run.ts";

/** The same runs every time, unless a seed is given: whoever changes something else is not to meet a chance find. */
const firstSeed = Number(process.env.CALLTAG_SEED ?? 20_260_302);
const allRuns = Number(process.env.CALLTAG_RUNS ?? 2_000);
const path = process.env.CALLTAG_PATH;
const parts = 2;
/** Of the runs with tags there are so many fewer. */
const tagShare = 4;
const progressEvery = 5_000;

type Outcome = fc.RunDetails<[Circumstances, Action[]]>;

/** What went wrong, the shortest list of actions that does it, and how to have it again. */
function report({ errorInstance, counterexample, counterexamplePath, numRuns, seed }: Outcome, file: string): string {
  const [given, list] = counterexample ?? [];
  const lines = (list ?? []).map(({ deed, pace }) => `  ${JSON.stringify(deed)} ${pace}`);
  const reason =
    errorInstance instanceof Error ? (errorInstance.stack ?? errorInstance.message) : String(errorInstance);
  const again = `CALLTAG_SEED=${seed} CALLTAG_PATH=${counterexamplePath ?? ""} npx vitest run --project model ${file}`;
  return [`Broken in run ${numRuns}.`, reason, JSON.stringify(given), ...lines, again].join("\n");
}

interface Search {
  readonly label: string;
  /** The test file that runs it, by the beginning of its name. */
  readonly file: string;
  readonly seed: number;
  readonly runs: number;
  readonly hasTags: boolean;
}

/** Answers with what it found: `undefined`, or the report of a violation. */
async function search({ label, file, seed, runs: numRuns, hasTags }: Search): Promise<string | undefined> {
  const begun = performance.now();
  let runs = 0;
  const say = (): void => {
    const perSecond = Math.round((runs * 1000) / (performance.now() - begun));
    process.stdout.write(`${label}: ${runs} runs, ${perSecond}/s, seed ${seed}\n`);
  };
  const property = fc.asyncProperty(circumstances, hasTags ? actionsWithTags : actions, async (given, list) => {
    runs += 1;
    if (runs % progressEvery === 0) say();
    await runModel(hasTags ? { ...given, hasTags } : given, list);
  });
  const outcome = await fc.check(property, { seed, numRuns, ...(path === undefined ? {} : { path }) });
  say();
  if (!outcome.failed) return undefined;
  const found = report(outcome, file);
  // At once: the others may run for half an hour yet.
  process.stdout.write(`${found}\n`);
  return found;
}

/** One half of the model, for two cores. A path belongs to its seed: then there is only the one part. */
export async function findViolation(part: 0 | 1): Promise<string | undefined> {
  if (path !== undefined && part > 0) return undefined;
  const runs = Math.ceil(allRuns / parts);
  return search({
    label: `part ${part + 1}`,
    file: "nothing-lost-first",
    seed: firstSeed + part,
    runs,
    hasTags: false,
  });
}

/** The model with tags, which has runs of its own: those of the other parts stay the same whatever is done to tags. */
export function findTagViolation(): Promise<string | undefined> {
  const runs = Math.ceil(allRuns / tagShare);
  return search({ label: "tags", file: "tags", seed: firstSeed, runs, hasTags: true });
}

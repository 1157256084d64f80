import { installPackages, provideBrowsers } from "./prepare.mjs";
import { report } from "./report.mjs";
import { openOutput } from "./step-output.mjs";
import { chooseSteps, rows } from "./steps.mjs";

const chosen = chooseSteps(process.argv.slice(2));
const results = new Map();
/** By the names of the steps: when their rows have ended. */
const ended = new Map();
const obstacleToAll = await installPackages();
if (obstacleToAll === undefined) {
  const needsBrowser = chosen.some((step) => step.browser !== undefined);
  const missingBrowsers = needsBrowser ? await provideBrowsers() : {};
  const runRow = async (row, isLive) => {
    for (const step of chosen.filter((step) => step.row === row)) {
      await ended.get(step.after);
      results.set(step.name, await runStep(step, missingBrowsers[step.browser], isLive));
    }
  };
  await runRow(undefined, true);
  const chosenRows = rows.filter((row) => chosen.some((step) => step.row === row));
  // A step that waits for another one waits for that one's row.
  for (const row of chosenRows) {
    const running = runRow(row, chosenRows.length === 1);
    for (const step of chosen.filter((step) => step.row === row)) ended.set(step.name, running);
  }
  await Promise.all(ended.values());
} else {
  results.set("prepare", { name: "prepare", seconds: "0.0", ...failure("prepare", obstacleToAll) });
}
const inOrder = ["prepare", ...chosen.map(({ name }) => name)].flatMap((name) => results.get(name) ?? []);
report(inOrder);

async function runStep(step, missingBrowser, isLive) {
  const output = openOutput(step.name, isLive);
  const started = performance.now();
  const obstacle = failedNeed(step) ?? missingBrowser;
  const { passed, failures } =
    obstacle === undefined ? outcomeOf(step, await step.run(output.show), output) : failure(step.name, obstacle);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const sign = failures.length === 0 ? "✓" : "✗";
  output.end(`${sign} ${step.name}: ${passed} passed, ${failures.length} failed, ${seconds} s`);
  return { name: step.name, passed, failures, seconds };
}

/** Tests are counted one by one; a tool passes or fails as a whole, and its last lines say why. */
function outcomeOf(step, outcome, output) {
  if (typeof outcome === "object") return outcome;
  return outcome ? { passed: 1, failures: [] } : failure(step.name, output.lastLines(10));
}

/** What cannot run counts as one failure. */
function failure(name, message) {
  return { passed: 0, failures: [{ name, message }] };
}

/** One sentence if the step that this one needs has failed. */
function failedNeed(step) {
  const needed = results.get(step.needs);
  return needed !== undefined && needed.failures.length > 0 ? `Not run, for ${step.needs} failed.` : undefined;
}

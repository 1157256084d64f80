import { build } from "./build.mjs";
import { installPackages, provideBrowsers } from "./prepare.mjs";
import { report } from "./report.mjs";
import { runTool } from "./run.mjs";
import { openOutput } from "./step-output.mjs";
import { runVitest } from "./vitest-run.mjs";

// `npm test` runs all of these in this order; `npm test -- types unit` those that are named, and what they need.
const steps = [
  { name: "format", run: (show) => runTool("biome", ["format", "."], {}, show) },
  { name: "lint", run: (show) => runTool("eslint", [".", "--max-warnings", "0"], {}, show) },
  { name: "types", run: (show) => runTool("tsc", ["--noEmit"], {}, show) },
  { name: "knip", run: (show) => runTool("knip", [], {}, show) },
  { name: "build", run: build },
  { name: "unit", run: (show) => runVitest(show, "unit", "unit-dom") },
  { name: "model", run: (show) => runVitest(show, "model") },
  { name: "repo", needs: "build", run: (show) => runVitest(show, "repo") },
  browserStep("e2e-chromium"),
  browserStep("e2e-firefox"),
  // Policy files are the machine's: while they are there, nothing else may run in that browser.
  { ...browserStep("policy-chromium"), isAlone: true },
  { ...browserStep("policy-firefox"), isAlone: true },
];

const names = process.argv.slice(2);
const chosen = choose(names);
const results = [];
const obstacleToAll = await installPackages();
if (obstacleToAll === undefined) {
  const missingBrowsers = chosen.some((step) => step.browser !== undefined) ? await provideBrowsers() : {};
  for (const step of chosen.filter(({ browser }) => browser === undefined)) results.push(await runStep(step));
  // Real browsers mostly wait: both at once take little longer than the slower one.
  const inBrowsers = chosen.filter(({ browser }) => browser !== undefined);
  for (const isAlone of [undefined, true]) {
    const together = inBrowsers.filter((step) => step.isAlone === isAlone);
    results.push(...(await Promise.all(together.map((step) => runStep(step, missingBrowsers[step.browser])))));
  }
} else {
  results.push({ name: "prepare", passed: 0, failures: [{ name: "prepare", message: obstacleToAll }], seconds: "0.0" });
}
report(results);

function browserStep(name) {
  return { name, needs: "build", browser: name.split("-")[1], run: (show) => runVitest(show, name) };
}

/** The steps that the arguments name (`e2e` means both), in order, with the steps that they need; all without arguments. */
function choose(names) {
  const unknown = names.filter((name) => !steps.some((step) => isNamed(step, name)));
  if (unknown.length > 0) {
    console.error(
      `There is no step ${unknown.join(", ")}: the steps are ${steps.map((step) => step.name).join(", ")}.`,
    );
    process.exit(1);
  }
  const named = names.length === 0 ? steps : steps.filter((step) => names.some((name) => isNamed(step, name)));
  return steps.filter((step) => named.includes(step) || named.some((other) => other.needs === step.name));
}

function isNamed(step, name) {
  return step.name === name || step.name.startsWith(`${name}-`);
}

async function runStep(step, missingBrowser) {
  const output = openOutput(step.name, step.browser === undefined);
  const started = performance.now();
  const obstacle = failedNeed(step) ?? missingBrowser;
  const { passed, failures } =
    obstacle === undefined ? outcomeOf(step, await step.run(output.show), output) : failure(step, obstacle);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  output.end(
    `${failures.length === 0 ? "✓" : "✗"} ${step.name}: ${passed} passed, ${failures.length} failed, ${seconds} s`,
  );
  return { name: step.name, passed, failures, seconds };
}

/** Tests are counted one by one; a tool passes or fails as a whole, and its last lines say why. */
function outcomeOf(step, outcome, output) {
  if (typeof outcome === "object") return outcome;
  return outcome ? { passed: 1, failures: [] } : failure(step, output.lastLines(10));
}

/** What cannot run counts as one failure. */
function failure(step, message) {
  return { passed: 0, failures: [{ name: step.name, message }] };
}

/** One sentence if the step that this one needs has failed. */
function failedNeed(step) {
  const needed = results.find((result) => result.name === step.needs);
  return needed !== undefined && needed.failures.length > 0 ? `Not run, for ${step.needs} failed.` : undefined;
}

import { build } from "./build.mjs";
import { installPackages, provideBrowsers } from "./prepare.mjs";
import { runTool } from "./run.mjs";
import { runVitest } from "./vitest-run.mjs";

// `npm test` runs all of these in this order; `npm test -- types unit` those that are named, and what they need.
const steps = [
  { name: "format", run: () => runTool("biome", ["format", "."]) },
  { name: "lint", run: () => runTool("eslint", [".", "--max-warnings", "0"]) },
  { name: "types", run: () => runTool("tsc", ["--noEmit"]) },
  { name: "knip", run: () => runTool("knip", []) },
  { name: "build", run: build },
  { name: "unit", run: () => runVitest("unit", "unit-dom") },
  { name: "model", run: () => runVitest("model") },
  { name: "repo", needs: "build", run: () => runVitest("repo") },
  { name: "e2e-chromium", needs: "build", browser: "chromium", run: () => runVitest("e2e-chromium") },
  { name: "e2e-firefox", needs: "build", browser: "firefox", run: () => runVitest("e2e-firefox") },
  // Policy files are the machine's: while they are there, nothing else may run in that browser.
  {
    name: "policy-chromium",
    needs: "build",
    browser: "chromium",
    isAlone: true,
    run: () => runVitest("policy-chromium"),
  },
  { name: "policy-firefox", needs: "build", browser: "firefox", isAlone: true, run: () => runVitest("policy-firefox") },
];

const chosen = choose(process.argv.slice(2));
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
  console.error(obstacleToAll);
  results.push({ name: "prepare", passed: 0, failed: 1, seconds: "0.0" });
}
report(results);

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
  console.log(`\n── ${step.name} ${"─".repeat(60 - step.name.length)}`);
  const started = performance.now();
  const outcome = failedNeed(step) ?? missingBrowser ?? (await step.run());
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (typeof outcome === "string") console.error(outcome);
  const { passed, failed } =
    typeof outcome === "object" ? outcome : { passed: outcome === true ? 1 : 0, failed: outcome === true ? 0 : 1 };
  console.log(`${failed === 0 ? "✓" : "✗"} ${step.name}: ${passed} passed, ${failed} failed, ${seconds} s`);
  return { name: step.name, passed, failed, seconds };
}

/** One sentence if the step that this one needs has failed. What cannot run counts as one failure. */
function failedNeed(step) {
  const needed = results.find((result) => result.name === step.needs);
  return needed !== undefined && needed.failed > 0 ? `Not run, for ${step.needs} failed.` : undefined;
}

function report(all) {
  console.log(`\n${"─".repeat(64)}`);
  for (const { name, passed, failed, seconds } of all) {
    console.log(
      `${failed === 0 ? "✓" : "✗"} ${name.padEnd(15)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${seconds.padStart(7)} s`,
    );
  }
  const passed = all.reduce((sum, result) => sum + result.passed, 0);
  const failed = all.reduce((sum, result) => sum + result.failed, 0);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
  // The last line, and in this form: CI reads it.
  console.log(`\n${passed} passed, ${failed} failed`);
}

import { build } from "./build.mjs";
import { runTool } from "./run.mjs";
import { runVitest } from "./vitest-run.mjs";

/**
 * `build` comes first. Then three rows run side by side: what computes, Chromium, Firefox. Within a row one step follows the
 * other: a policy file is the machine's, and while it is there nothing else may run in that browser.
 */
export const steps = [
  { name: "build", run: build },
  tool("format", "biome", "format", "."),
  tool("lint", "eslint", ".", "--max-warnings", "0"),
  tool("types", "tsc", "--noEmit"),
  tool("knip", "knip"),
  tests("unit", "unit", "unit-dom"),
  tests("model", "model"),
  { ...tests("repo", "repo"), needs: "build" },
  browserTests("e2e-chromium", "chromium"),
  browserTests("policy-chromium", "chromium"),
  browserTests("e2e-firefox", "firefox"),
  browserTests("policy-firefox", "firefox"),
];

/** In which row a step runs. */
export const rows = ["computing", "chromium", "firefox"];

// What computes takes the time that the browsers leave: they mostly wait, but must not be kept waiting.
function tool(name, program, ...args) {
  return { name, row: "computing", run: (show) => runTool(program, args, { show, isPatient: true }) };
}

function tests(name, ...projects) {
  return { name, row: "computing", run: (show) => runVitest(projects, { show, isPatient: true }) };
}

function browserTests(name, browser) {
  return { name, row: browser, needs: "build", run: (show) => runVitest([name], { show }) };
}

/** The steps that the arguments name (`e2e` means both), in order, with the steps that they need; all without arguments. */
export function chooseSteps(names) {
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

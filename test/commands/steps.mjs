import { build } from "./build.mjs";
import { runTool } from "./run.mjs";
import { runVitest } from "./vitest-run.mjs";

// Waits for two minutes, and costs nothing: beside all else.
const idleTest = "test/e2e/idle.test.ts";

// They wait as well, for what was broken to be mended: half of the time of the other tests together.
const faultTests = ["faults", "channel", "flood"].map((name) => `test/e2e/${name}.test.ts`);

/** `build` comes first. Then the rows run side by side, and within a row one step follows the other. */
export const steps = [
  { name: "build", run: build },
  tool("format", "biome", "format", "."),
  tool("lint", "eslint", ".", "--max-warnings", "0"),
  tool("types", "tsc", "--noEmit"),
  tool("knip", "knip"),
  tests("unit", "unit", "unit-dom"),
  tests("model", "model"),
  { ...tests("repo", "repo"), needs: "build" },
  ...["chromium", "firefox"].flatMap(browserSteps),
];

/** In the order of their first steps; `build` is in none. */
export const rows = [...new Set(steps.flatMap(({ row }) => row ?? []))];

// What computes takes the time that the browsers leave: they mostly wait, but must not be kept waiting.
function tool(name, program, ...args) {
  return { name, row: "computing", run: (show) => runTool(program, args, { show, isPatient: true }) };
}

function tests(name, ...projects) {
  return { name, row: "computing", run: (show) => runVitest(projects, { show, isPatient: true }) };
}

function browserSteps(browser) {
  const step = (name, row, project, ...filters) => ({
    ...{ name: `${name}-${browser}`, row, browser, needs: "build" },
    run: (show) => runVitest([`${project}-${browser}`], { show }, filters),
  });
  const patient = `patient ${browser}`;
  const idle = step("e2e-idle", patient, "e2e", idleTest);
  const faults = step("e2e-faults", patient, "e2e", ...faultTests);
  const others = step("e2e", browser, "e2e", ...[idleTest, ...faultTests].flatMap((test) => ["--exclude", test]));
  // A policy file is the machine's: while it is there, nothing else may run in that browser.
  return [idle, faults, others, { ...step("policy", browser, "policy"), after: faults.name }];
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

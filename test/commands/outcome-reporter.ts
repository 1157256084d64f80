import { writeFileSync } from "node:fs";
import type { Reporter, TestModule } from "vitest/node";

interface Failure {
  /** The file, and the test or suite in it. */
  readonly name: string;
  readonly message: string;
}

type Errors = readonly { readonly message: string }[];

function failureOf(name: string, errors: Errors): Failure {
  return { name, message: errors[0]?.message ?? "It failed, and said nothing." };
}

/** A file that cannot be loaded and a hook that fails are failures of their own: their tests do not run, and none of them fails. */
function failuresOf(module: TestModule): Failure[] {
  const suites = [...module.children.allSuites()].filter((suite) => suite.errors().length > 0);
  const file = module.relativeModuleId;
  return [
    ...(module.errors().length > 0 ? [failureOf(file, module.errors())] : []),
    ...suites.map((suite) => failureOf(`${file} > ${suite.fullName}`, suite.errors())),
    ...[...module.children.allTests("failed")].map((test) =>
      failureOf(`${file} > ${test.fullName}`, test.result().errors ?? []),
    ),
  ];
}

/** Writes to a file, as JSON, how many tests passed and what failed: `npm test` counts and names them (vitest-run.mjs). */
export function outcomeReporter(path: string): Reporter {
  return {
    onTestRunEnd(modules, unhandledErrors) {
      const passed = modules.flatMap((module) => [...module.children.allTests("passed")]).length;
      const failures = modules.flatMap(failuresOf);
      // What nobody caught fails the run even if every test passed.
      for (const error of unhandledErrors)
        failures.push({ name: "outside of every test", message: error.stack ?? error.message });
      writeFileSync(path, JSON.stringify({ passed, failures }));
    },
  };
}

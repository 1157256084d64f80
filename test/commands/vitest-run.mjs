import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runTool } from "./run.mjs";

/**
 * Runs vitest's projects of these names, with the options of `run`, or only the files that the filters name; resolves to how many
 * tests passed, and what failed: each with a name and a message.
 */
export async function runVitest(projects, options, filters = []) {
  const folder = mkdtempSync(join(tmpdir(), "calltag-vitest-"));
  const path = join(folder, "outcome.json");
  const named = projects.flatMap((project) => ["--project", project]);
  const succeeded = await runTool("vitest", ["run", ...named, ...filters], {
    ...options,
    environment: { CALLTAG_OUTCOME: path },
  });
  const { passed, failures } = readOutcome(path);
  rmSync(folder, { recursive: true });
  // No test at all must not look like success.
  if (!succeeded && failures.length === 0) failures.push({ name: projects.join(", "), message: "vitest failed." });
  return { passed, failures };
}

function readOutcome(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return { passed: 0, failures: [{ name: "vitest", message: "It ended before it was done." }] };
  }
}

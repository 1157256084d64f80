import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runTool } from "./run.mjs";

/** Runs vitest's projects of these names; resolves to how many tests passed and failed. */
export async function runVitest(...projects) {
  const folder = mkdtempSync(join(tmpdir(), "calltag-vitest-"));
  const report = join(folder, "report.json");
  const filters = projects.flatMap((project) => ["--project", project]);
  const succeeded = await runTool("vitest", [
    "run",
    ...filters,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ]);
  const counts = readCounts(report);
  rmSync(folder, { recursive: true });
  // An error outside of every test, or no test at all, must not look like success.
  const failed = succeeded ? counts.failed : Math.max(counts.failed, 1);
  return { passed: counts.passed, failed };
}

function readCounts(path) {
  let report;
  try {
    report = JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return { passed: 0, failed: 1 };
  }
  // A file that cannot be loaded has no tests, and is a failure of its own.
  const brokenFiles = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + brokenFiles.length };
}

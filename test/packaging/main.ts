import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { outputOfNpm, runNpm } from "../commands/run.mjs";
import { makePackages, sha256 } from "./make-packages.ts";

// `npm run package`: dist/packages, from sources that are unpacked elsewhere, with what a reviewer would run there.
const { values } = parseArgs({ options: { out: { type: "string", default: "dist/packages" } } });
const out = values.out;
const unpacked = mkdtempSync(join(tmpdir(), "calltag-source-"));

async function build(folder: string): Promise<void> {
  for (const args of [
    ["ci", "--no-audit", "--no-fund"],
    ["run", "build"],
  ])
    if (!(await runNpm(args, folder))) throw new Error(`npm ${args.join(" ")} failed in ${folder}: see above.`);
}

const billArguments = ["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"];

try {
  const files = await makePackages({
    folder: ".",
    unpacked,
    build,
    npmBill: (folder) => outputOfNpm(billArguments, folder),
  });
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  for (const file of files) {
    writeFileSync(join(out, file.path), file.bytes);
    console.log(`${sha256(file)} ${(file.bytes.length / 1000).toFixed(1).padStart(8)} kB  ${join(out, file.path)}`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(unpacked, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

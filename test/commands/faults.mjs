import { build } from "./build.mjs";
import { installPackages, provideBrowsers } from "./prepare.mjs";
import { runTool } from "./run.mjs";

// `npm run faults`: every fault at every moment, in both browsers (test/faults/matrix.ts).
const obstacle = await installPackages();
const missing = obstacle === undefined ? Object.values(await provideBrowsers()) : [obstacle];
for (const sentence of missing) console.error(sentence);
const succeeded =
  missing.length === 0 && (await build()) && (await runTool("tsx", ["test/faults/main.ts", ...process.argv.slice(2)]));
process.exitCode = succeeded ? 0 : 1;

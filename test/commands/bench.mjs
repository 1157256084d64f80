import { build } from "./build.mjs";
import { installPackages, provideBrowsers } from "./prepare.mjs";
import { runTool } from "./run.mjs";

// `npm run bench`: how fast the build is in real browsers, against a floor of the same run (test/bench/main.ts, docs/performance.md).
const obstacle = await installPackages();
const missing = obstacle === undefined ? Object.values(await provideBrowsers()) : [obstacle];
for (const sentence of missing) console.error(sentence);
const succeeded =
  missing.length === 0 && (await build()) && (await runTool("tsx", ["test/bench/main.ts", ...process.argv.slice(2)]));
process.exitCode = succeeded ? 0 : 1;

import { build } from "./build.mjs";
import { installPackages, provideBrowsers } from "./prepare.mjs";
import { runTool } from "./run.mjs";

// `npm start`: with a display a browser on a live call, without one a tour that leaves pictures (test/tour/main.ts decides).
const obstacle = await installPackages();
const missing = obstacle === undefined ? Object.values(await provideBrowsers()) : [obstacle];
// One browser is enough.
if (obstacle !== undefined || missing.length === 2) {
  for (const sentence of missing) console.error(sentence);
  process.exit(1);
}
const succeeded = (await build()) && (await runTool("tsx", ["test/tour/main.ts", ...process.argv.slice(2)]));
process.exitCode = succeeded ? 0 : 1;

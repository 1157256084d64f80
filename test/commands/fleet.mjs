import { installPackages } from "./prepare.mjs";
import { runTool } from "./run.mjs";

// `npm run fleet`: a day of 10, 100 and 1,000 seats in one process (test/fleet/main.ts); `npm run fleet -- --hours 1 20` = others.
const obstacle = await installPackages();
if (obstacle !== undefined) console.error(obstacle);
const succeeded = obstacle === undefined && (await runTool("tsx", ["test/fleet/main.ts", ...process.argv.slice(2)]));
process.exitCode = succeeded ? 0 : 1;

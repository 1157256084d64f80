import { installPackages } from "./prepare.mjs";
import { runTool } from "./run.mjs";

// `npm run package`: what goes to the stores, and what proves it (test/packaging/main.ts).
const obstacle = await installPackages();
if (obstacle !== undefined) console.error(obstacle);
const succeeded =
  obstacle === undefined && (await runTool("tsx", ["test/packaging/main.ts", ...process.argv.slice(2)]));
process.exitCode = succeeded ? 0 : 1;

import { build } from "./build.mjs";
import { installPackages, provideBrowsers } from "./prepare.mjs";
import { runTool } from "./run.mjs";

// `npm run pictures`: every state of the face into docs/pictures/states, and docs/pictures.md, which shows them. `-- --only live,tags`
// renews those alone. Wants Chromium, for it alone is asked for dark pages.
const obstacle = await installPackages();
if (obstacle === undefined) await provideBrowsers();
else console.error(obstacle);
const succeeded =
  obstacle === undefined &&
  (await build()) &&
  (await runTool("tsx", ["test/pictures/main.ts", ...process.argv.slice(2)]));
process.exitCode = succeeded ? 0 : 1;

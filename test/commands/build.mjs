import { installPackages } from "./prepare.mjs";
import { isMain, runTool } from "./run.mjs";

/** Builds dist/chrome and dist/firefox; true if both succeeded. */
export async function build() {
  for (const browser of ["chrome", "firefox"]) {
    if (!(await runTool("vite", ["build", "--logLevel", "warn"], { BROWSER: browser }))) return false;
    console.log(`dist/${browser} is built.`);
  }
  return true;
}

if (isMain(import.meta.url)) {
  const obstacle = await installPackages();
  if (obstacle !== undefined) console.error(obstacle);
  process.exitCode = obstacle === undefined && (await build()) ? 0 : 1;
}

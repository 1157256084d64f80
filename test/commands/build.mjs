import { installPackages } from "./prepare.mjs";
import { isMain, runTool } from "./run.mjs";

/** Builds dist/chrome and dist/firefox; true if both succeeded. What the builder says goes to `show`, if that is given. */
export async function build(show = undefined) {
  for (const browser of ["chrome", "firefox"]) {
    if (!(await runTool("vite", ["build", "--logLevel", "warn"], { environment: { BROWSER: browser }, show })))
      return false;
    const said = `dist/${browser} is built.\n`;
    if (show === undefined) process.stdout.write(said);
    else show(said);
  }
  return true;
}

if (isMain(import.meta.url)) {
  const obstacle = await installPackages();
  if (obstacle !== undefined) console.error(obstacle);
  process.exitCode = obstacle === undefined && (await build()) ? 0 : 1;
}

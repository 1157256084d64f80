import { parseArgs } from "node:util";
import { hasDisplay } from "./has-display.ts";
import { installedBrowser } from "./installed-browser.ts";
import { showLiveCall } from "./live-call.ts";
import { takeTour } from "./take-tour.ts";

/**
 * `npm start`: with a display a browser on a live call, without one a tour that leaves pictures in `tour/`.
 * `npm start -- --pictures`: the tour in either case, and those pictures that the README shows go to `docs/pictures/`.
 */
try {
  const { values } = parseArgs({ options: { pictures: { type: "boolean", default: false } } });
  const browser = installedBrowser();
  if (hasDisplay(process) && !values.pictures) await showLiveCall(browser);
  else await takeTour(browser, values.pictures);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof Error && error.cause !== undefined) console.error(error.cause);
  process.exitCode = 1;
}

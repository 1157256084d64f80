import { redirectUris } from "../browsers/extension-ids.ts";
import { launchBrowser } from "../browsers/launch-browser.ts";
import { startSimulator } from "../simulator/server.ts";
import { beginAlbum } from "./album.ts";
import type { InstalledBrowser } from "./installed-browser.ts";
import { arrive } from "./tour-arriving.ts";
import { enrich } from "./tour-enriching.ts";
import { work } from "./tour-working.ts";

/** What README.md shows. */
const documented = ["call", "editing", "conflict", "dark"];

/** Goes through Calltag as an agent would, in a headless browser on a simulated call, and leaves a picture of each step. */
export async function takeTour(installed: InstalledBrowser, forDocuments: boolean): Promise<void> {
  const started = performance.now();
  const simulator = await startSimulator({ redirectUris: Object.values(redirectUris) });
  try {
    const browser = await launchBrowser({ ...installed, simulatorPort: simulator.port, pixelRatio: 2 });
    try {
      const album = await beginAlbum("tour");
      const tour = { browser, simulator, album };
      await arrive(tour);
      await work(tour);
      await enrich(tour);
      if (forDocuments) await album.copyTo("docs/pictures", documented);
      const seconds = ((performance.now() - started) / 1000).toFixed(0);
      console.log(`\nA tour of Calltag in ${installed.program}, ${seconds} s:\n`);
      for (const line of album.lines()) console.log(`  ${line}`);
      console.log("\nWith a display, `npm start` opens a browser on a live call instead.");
    } finally {
      await browser.close();
    }
  } finally {
    await simulator.close();
  }
}

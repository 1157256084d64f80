import { mkdir } from "node:fs/promises";
import { type Browser, TargetType } from "puppeteer-core";
import { redirectUris } from "../browsers/extension-ids.ts";
import { startSimulator } from "../simulator/server.ts";
import { defaultClientId } from "../simulator/world.ts";
import type { InstalledBrowser } from "./installed-browser.ts";
import { importDemo } from "./tour-enriching.ts";
import { tourRegion } from "./tour.ts";
import { openVisibleBrowser, type VisibleBrowser } from "./visible-browser.ts";
import { whatToDo } from "./what-to-do.ts";

/** A browser for a person to play with: set up, on the agent desktop with a live call; until it is closed, or Ctrl+C. */
export async function showLiveCall(installed: InstalledBrowser): Promise<void> {
  const interrupted = nextInterrupt();
  await mkdir("tour", { recursive: true });
  // A CRM that remembers, for whoever wants to look into it: `sqlite3 tour/customers.sqlite`.
  const customersFile = "tour/customers.sqlite";
  const simulator = await startSimulator({ redirectUris: Object.values(redirectUris), customersFile });
  try {
    simulator.control.placeCall({ fixture: 0 });
    const visible = await openVisibleBrowser(installed, simulator.port).catch((error: unknown) => {
      throw new Error(
        `${installed.program} opened no window. Where there is no display, unset DISPLAY and WAYLAND_DISPLAY: npm start takes a tour of pictures then.`,
        { cause: error },
      );
    });
    try {
      await enterSettings(visible);
      await showAgentDesktop(visible.browser);
      for (const line of whatToDo(installed, simulator.controlPort, process.platform)) console.log(line);
      await Promise.race([interrupted, closed(visible.browser)]);
    } finally {
      await visible.close();
    }
  } finally {
    await simulator.close();
  }
}

/** As "Save settings" on the settings page does it. */
async function enterSettings(visible: VisibleBrowser): Promise<void> {
  const page = await visible.openOwnPage("/src/options/index.html");
  const request = { region: tourRegion, clientId: defaultClientId, dialect: "conversations" };
  await page.evaluate((request) => chrome.runtime.sendMessage({ command: "save-settings", request }), request);
  await page.evaluate((message) => chrome.runtime.sendMessage(message), importDemo);
  const stored = await page.evaluate(async () => JSON.stringify(await chrome.storage.local.get("settings")));
  if (!stored.includes(defaultClientId)) throw new Error(`Calltag did not take the settings: ${stored}`);
  await page.close();
}

async function showAgentDesktop(browser: Browser): Promise<void> {
  const page = (await browser.pages())[0] ?? (await browser.newPage());
  await page.goto(`https://apps.${tourRegion}/directory/?user=anna`);
  await page.waitForSelector("div.interaction-group");
  await page.bringToFront();
}

/** Resolves when the person closes the browser, or its last window (on macOS it runs on without one). */
function closed(browser: Browser): Promise<void> {
  return new Promise((resolve) => {
    browser.once("disconnected", () => {
      resolve();
    });
    browser.on("targetdestroyed", () => {
      if (browser.targets().every((target) => target.type() !== TargetType.PAGE)) resolve();
    });
  });
}

/** Later ones are swallowed: npm and tsx each pass Ctrl+C on, and the second must not end the cleaning up. */
function nextInterrupt(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve());
  });
}

import type { Page } from "puppeteer-core";
import type { BrowserName, BrowserUnderTest } from "../browsers/browser-under-test.ts";
import { redirectUris } from "../browsers/extension-ids.ts";
import { launchBrowser } from "../browsers/launch-browser.ts";
import { type PopupPage, popupPage } from "../e2e/popup-page.ts";
import type { Control } from "../simulator/control.ts";
import { startSimulator } from "../simulator/server.ts";
import { defaultClientId } from "../simulator/world.ts";

/** One person's Calltag, as popup and docked at once, before a simulated Genesys Cloud: states are acted on it. */
export interface Stage {
  readonly browser: BrowserUnderTest;
  readonly control: Control;
  readonly popup: PopupPage;
  readonly panel: PopupPage;
  /** Sends a command of the settings page. */
  command(command: string, request?: object): Promise<void>;
  strike(): Promise<void>;
}

export const stageRegion = "mypurecloud.de";

/** A browser with the built extension, fresh as after its installation, in which the popup's page and the panel's stand open. */
export async function setStage(name: BrowserName, extension: string): Promise<Stage> {
  const simulator = await startSimulator({ redirectUris: Object.values(redirectUris) });
  const browser = await launchBrowser({ name, extension, simulatorPort: simulator.port });
  // Docked first: the pages stand in tabs, of which a person sees the last one opened.
  const panel = await openedAs("panel", browser);
  const popup = await openedAs("popup", browser);
  return {
    browser,
    control: simulator.control,
    popup: popupPage(popup),
    panel: popupPage(panel),
    async command(command, request) {
      const message = { command, ...(request === undefined ? {} : { request }) };
      const reply = await popup.evaluate(async (message) => {
        const reply: unknown = await chrome.runtime.sendMessage(message);
        return JSON.stringify(reply);
      }, message);
      if (!reply.startsWith('{"ok":true')) throw new Error(`${command} was refused: ${reply}`);
    },
    async strike() {
      await browser.close();
      await simulator.close();
    },
  };
}

/**
 * A page in a tab: unlike the real popup, which is one of the tour's pictures, it stays open beside others. In Chromium Puppeteer
 * is to set no viewport: that takes the mouse away from headless Chromium, and nothing would hover.
 */
async function openedAs(name: "popup" | "panel", browser: BrowserUnderTest): Promise<Page> {
  if (browser.name === "firefox") return name === "popup" ? browser.openPopup() : browser.openPanel();
  const options = await browser.openOptions();
  const page = await options.browser().newPage();
  await options.close();
  await page.goto(`${browser.origin}/src/popup/${name === "popup" ? "index" : name}.html`);
  return page;
}

/** Region and client as the settings page saves them. */
export function setUp(stage: Stage): Promise<void> {
  return stage.command("save-settings", { region: stageRegion, clientId: defaultClientId, dialect: "conversations" });
}

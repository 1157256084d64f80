import { resolve } from "node:path";
import { chromeOrigin } from "../browsers/extension-ids.ts";
import { isLoginAddress } from "../browsers/genesys-hosts.ts";
import { namedBrowser } from "../browsers/named-browser.ts";
import { launchPlainChromium } from "../browsers/plain-chromium.ts";
import { namedElement } from "../browsers/visible-element.ts";
import { waitUntil } from "../browsers/wait-until.ts";
import { type StartedSimulator } from "../simulator/server.ts";
import { defaultClientId } from "../simulator/world.ts";
import { takeSeat } from "./seat.ts";

/** A browser in which somebody has signed in, and whose background may end when it likes: no driver holds it. */
export interface Unattended {
  /** Opens the agent UI in a tab, and the docked Calltag in another. */
  openPages(): Promise<void>;
  closePages(): Promise<void>;
  isBackgroundRunning(): Promise<boolean>;
  end(): Promise<void>;
}

export function unattended(simulator: StartedSimulator, region: string): Promise<Unattended> {
  return namedBrowser().name === "chromium" ? inChromium(simulator, region) : inFirefox(simulator, region);
}

function button(name: string): string {
  return `[...document.querySelectorAll("button")].find((one) => one.textContent.trim() === ${JSON.stringify(name)})`;
}

function pressing(name: string): string {
  return `${button(name)}?.click() ?? null`;
}

async function inChromium(simulator: StartedSimulator, region: string): Promise<Unattended> {
  const chromium = await launchPlainChromium(resolve(namedBrowser().extension), simulator.port);
  const panel = await chromium.open(`${chromeOrigin}/src/popup/panel.html`);
  async function says(text: string): Promise<void> {
    let said: unknown;
    const isSaid = async (): Promise<boolean> => {
      said = await chromium.evaluate(panel, "document.body?.innerText ?? ''").catch(String);
      return typeof said === "string" && said.includes(text);
    };
    await waitUntil(`the panel says "${text}"`, isSaid).catch((error: unknown) => {
      throw new Error(`It says instead: ${String(said)}`, { cause: error });
    });
  }
  await says("Open settings");
  const request = { region, clientId: defaultClientId, dialect: "conversations" };
  await chromium.evaluate(
    panel,
    `chrome.runtime.sendMessage(${JSON.stringify({ command: "save-settings", request })})`,
  );
  await says("Sign in");
  await chromium.evaluate(panel, pressing("Sign in"));
  const login = await chromium.find("the sign-in page", isLoginAddress);
  await waitUntil("Anna can be chosen", async () => {
    return (await chromium.evaluate(login, `${button("Anna Agent")} !== undefined`).catch(() => false)) === true;
  });
  // Once: on a busy machine a second press takes away what the first one is about to be answered.
  await chromium.evaluate(login, pressing("Anna Agent")).catch(() => undefined);
  await says("No call");
  let pages = [panel];
  return {
    async openPages() {
      pages.push(await chromium.open(`https://apps.${region}/directory/`));
    },
    async closePages() {
      for (const page of pages) await chromium.close(page);
      pages = [];
    },
    isBackgroundRunning: () => chromium.isWorkerRunning(),
    end: () => chromium.end(),
  };
}

async function inFirefox(simulator: StartedSimulator, region: string): Promise<Unattended> {
  const seat = await takeSeat(undefined, { simulator });
  await seat.setUp(region);
  const panel = await seat.browser.openPanel();
  await waitUntil("the panel offers to sign in", async () => (await panel.$$("button")).length > 0);
  await panel.evaluate(pressing("Sign in"));
  const login = await seat.browser.loginPage();
  await (await namedElement(login, "button", "Anna Agent")).click();
  await waitUntil("Anna is signed in", () => simulator.control.state().tokens > 0);
  let pages = [panel];
  return {
    async openPages() {
      pages.push(await seat.openAgentDesktop(region));
    },
    async closePages() {
      // A window without a tab would close, and Firefox with it.
      await seat.browser.openPage("about:blank");
      for (const page of pages) await page.close();
      pages = [];
    },
    isBackgroundRunning: async () => (await seat.browser.backgroundState()) === "running",
    end: () => seat.end(),
  };
}

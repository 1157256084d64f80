import type { Page } from "puppeteer-core";
import type { BrowserUnderTest } from "../browsers/browser-under-test.ts";
import { launchBrowser } from "../browsers/launch-browser.ts";
import { namedBrowser } from "../browsers/named-browser.ts";
import { waitUntil } from "../browsers/wait-until.ts";
import { redirectUris } from "../browsers/extension-ids.ts";
import { type StartedSimulator, startSimulator } from "../simulator/server.ts";
import { defaultClientId } from "../simulator/world.ts";
import { type PopupPage, popupPage } from "./popup-page.ts";

/** One person's browser with the built extension in it, and the simulator that stands in for Genesys Cloud. */
export interface Seat {
  readonly browser: BrowserUnderTest;
  readonly simulator: StartedSimulator;
  /** Enters region and client ID on the options page, as an agent would. */
  setUp(region: string): Promise<void>;
  openPopup(): Promise<PopupPage>;
  /** Presses "Sign in" and picks a person on Genesys' page. */
  signIn(popup: PopupPage, person: string): Promise<void>;
  /** The agent UI of Genesys Cloud in a tab. */
  openAgentDesktop(region: string): Promise<Page>;
  end(): Promise<void>;
}

export async function takeSeat(extension = namedBrowser().extension): Promise<Seat> {
  const simulator = await startSimulator({ redirectUris: Object.values(redirectUris) });
  const browser = await launchBrowser({ name: namedBrowser().name, extension, simulatorPort: simulator.port });
  return {
    browser,
    simulator,
    async setUp(region) {
      const options = await browser.openOptions();
      await options.waitForSelector("select", { timeout: 10_000 });
      await options.select("select", region);
      const clientId = await options.waitForSelector(`::-p-aria([name="Client ID"][role="textbox"])`);
      await clientId?.type(defaultClientId);
      const save = await options.waitForSelector(`::-p-aria([name="Save settings"][role="button"])`);
      await save?.click();
      await waitUntil("the settings are saved", () =>
        options.evaluate(() =>
          [...document.querySelectorAll("[role=status]")].some(({ textContent }) => textContent !== ""),
        ),
      );
      await options.close();
    },
    async openPopup() {
      return popupPage(await browser.openPopup());
    },
    async signIn(popup, person) {
      await popup.click("Sign in");
      const login = await browser.loginPage();
      const choice = await login.waitForSelector(`::-p-aria([name=${JSON.stringify(person)}][role="button"])`);
      await choice?.click();
    },
    openAgentDesktop: (region) => browser.openPage(`https://apps.${region}/directory/`),
    async end() {
      await browser.close();
      await simulator.close();
    },
  };
}

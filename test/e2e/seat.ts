import { rm } from "node:fs/promises";
import type { Page } from "puppeteer-core";
import type { Dialect } from "../../src/attributes/dialect.ts";
import type { BrowserName, BrowserUnderTest } from "../browsers/browser-under-test.ts";
import { launchBrowser } from "../browsers/launch-browser.ts";
import { namedBrowser } from "../browsers/named-browser.ts";
import { namedElement, visibleElement } from "../browsers/visible-element.ts";
import { waitUntil } from "../browsers/wait-until.ts";
import { redirectUris } from "../browsers/extension-ids.ts";
import { type StartedSimulator, startSimulator } from "../simulator/server.ts";
import { defaultClientId } from "../simulator/world.ts";
import { type PopupPage, popupPage } from "./popup-page.ts";

/** One person's browser with the built extension in it, and the simulator that stands in for Genesys Cloud. */
export interface Seat {
  readonly browser: BrowserUnderTest;
  readonly simulator: StartedSimulator;
  /** Enters region, client ID and, if it is not the default, the API dialect on the options page, as an agent would. */
  setUp(region: string, dialect?: Dialect): Promise<void>;
  /** Takes a configuration file over, in the policy's shape. */
  importConfiguration(configuration: Readonly<Record<string, unknown>>): Promise<void>;
  openPopup(): Promise<PopupPage>;
  /** Presses "Sign in" and picks a person on Genesys' page. */
  signIn(popup: PopupPage, person: string): Promise<void>;
  /** Sets up and signs in: the popup, open, without a call. */
  arrive(region: string, person?: string, dialect?: Dialect): Promise<PopupPage>;
  /** The agent UI of Genesys Cloud in a tab. */
  openAgentDesktop(region: string): Promise<Page>;
  end(): Promise<void>;
  /** The browser is killed as by a power failure and started again on the same profile: the seat from then on. */
  crash(): Promise<Seat>;
}

/** Where a seat is taken, if not in the browser of the running specification, or not alone. */
export interface Place {
  readonly name?: BrowserName;
  /** Several seats may share one simulator; who started it, closes it. */
  readonly simulator?: StartedSimulator;
  /** A second extension, to be measured beside ours. */
  readonly beside?: string;
}

interface Chair {
  readonly name: BrowserName;
  readonly extension: string;
  readonly simulator: StartedSimulator;
  readonly isShared: boolean;
  readonly beside?: string;
  /** Left by a crash. */
  readonly profile?: string;
}

export async function takeSeat(extension = namedBrowser().extension, place: Place = {}): Promise<Seat> {
  const simulator = place.simulator ?? (await startSimulator({ redirectUris: Object.values(redirectUris) }));
  const name = place.name ?? namedBrowser().name;
  const beside = place.beside === undefined ? {} : { beside: place.beside };
  return sitDown({ name, extension, simulator, isShared: place.simulator !== undefined, ...beside });
}

/** A seat at which Anna is signed in, without a call and with no page open. */
export async function signedInSeat(region: string): Promise<Seat> {
  const seat = await takeSeat();
  const popup = await seat.arrive(region);
  await seat.browser.closePopup(popup.page);
  return seat;
}

async function sitDown(chair: Chair): Promise<Seat> {
  const { name, extension, simulator, isShared, profile, beside } = chair;
  const kept = { ...(profile === undefined ? {} : { profile }), ...(beside === undefined ? {} : { beside }) };
  const browser = await launchBrowser({ name, extension, simulatorPort: simulator.port, ...kept });
  const seat: Seat = {
    browser,
    simulator,
    async setUp(region, dialect) {
      const options = await browser.openOptions();
      await visibleElement(options, "select");
      await options.select("select", region);
      await (await namedElement(options, "textbox", "Client ID")).type(defaultClientId);
      if (dialect !== undefined) {
        await (await namedElement(options, "combobox", "API dialect")).select(dialect);
      }
      await (await namedElement(options, "button", "Save settings")).click();
      await waitUntil("the settings are saved", () =>
        options.evaluate(() =>
          [...document.querySelectorAll("[role=status]")].some(({ textContent }) => textContent === "Settings saved."),
        ),
      );
      await options.close();
    },
    async importConfiguration(configuration) {
      const options = await browser.openOptions();
      const message = { command: "import-configuration", request: { configuration } };
      const reply = await options.evaluate(
        async (message) => JSON.stringify(await chrome.runtime.sendMessage(message)),
        message,
      );
      if (reply !== '{"ok":true,"value":{"findings":[]}}') throw new Error(`The configuration was not taken: ${reply}`);
      await options.close();
    },
    async openPopup() {
      return popupPage(await browser.openPopup());
    },
    async signIn(popup, person) {
      await popup.click("Sign in");
      const login = await browser.loginPage();
      await (await namedElement(login, "button", person)).click();
    },
    async arrive(region, person = "Anna Agent", dialect) {
      await seat.setUp(region, dialect);
      const popup = await seat.openPopup();
      await seat.signIn(popup, person);
      await popup.waitForText("No call");
      return popup;
    },
    openAgentDesktop: (region) => browser.openPage(`https://apps.${region}/directory/`),
    async end() {
      await browser.close();
      if (profile !== undefined) await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
      if (!isShared) await simulator.close();
    },
    async crash() {
      await browser.crash();
      return sitDown({ ...chair, profile: browser.profile });
    },
  };
  return seat;
}

import { existsSync } from "node:fs";
import { join } from "node:path";
import { launch, type Browser, type Page } from "puppeteer-core";
import { findFirefox } from "../commands/find-browsers.mjs";
import type { BrowserUnderTest, LaunchOptions } from "./browser-under-test.ts";
import { startConnectProxy } from "./connect-proxy.ts";
import { besideGeckoId, besideGeckoUuid, geckoId, geckoOrigin, geckoUuid, redirectUris } from "./extension-ids.ts";
import { skipFirstStart } from "./firefox-first-start.ts";
import { firefoxSystem } from "./firefox-system.ts";
import { isLoginAddress } from "./genesys-hosts.ts";
import { loaded } from "./loaded.ts";
import { ownProfile } from "./own-profile.ts";
import { pageSizes } from "./page-sizes.ts";
import { waitUntil } from "./wait-until.ts";

/** Firefox, headless, driven by WebDriver BiDi. */
export async function launchFirefox(options: LaunchOptions): Promise<BrowserUnderTest> {
  const executablePath = findFirefox();
  if (executablePath === undefined) throw new Error("No Firefox found: run `npm test` once, or set CALLTAG_FIREFOX.");
  const profile = await ownProfile("firefox", options.profile);
  if (options.profile === undefined) await skipFirstStart(executablePath, profile.folder);
  const proxy = await startConnectProxy(options.simulatorPort);
  const browser = await launch({
    browser: "firefox",
    executablePath,
    headless: true,
    userDataDir: profile.folder,
    acceptInsecureCerts: true,
    defaultViewport: null,
    args: ["--remote-allow-system-access"],
    extraPrefsFirefox: preferences(proxy.port, options.lang),
  });
  await browser.installExtension(options.extension);
  if (options.beside !== undefined) await browser.installExtension(options.beside);
  const system = firefoxSystem(browser);

  async function openExtensionPage(url: string, size: { width: number; height: number }): Promise<Page> {
    const page = await browser.newPage();
    await page.setViewport(size);
    // `goto("moz-extension://…")` loads the page but never resolves: it is left behind, and the page itself asked.
    page.goto(url, { timeout: 5_000 }).catch(() => undefined);
    return loaded(page, url);
  }
  const openOwnPage: (path: string, size: { width: number; height: number }) => Promise<Page> = (path, size) =>
    openExtensionPage(`${geckoOrigin}${path}`, size);
  const besidePage = `moz-extension://${besideGeckoUuid}/page.html`;

  return {
    name: "firefox",
    redirectUri: redirectUris.firefox,
    origin: geckoOrigin,
    profile: profile.folder,
    openPopup: () => openOwnPage("/src/popup/index.html", pageSizes.popup),
    async closePopup(popup) {
      if (!popup.isClosed()) await popup.close();
    },
    openBesidePopup: () => openExtensionPage(besidePage, pageSizes.popup),
    openBesidePage: () => openExtensionPage(besidePage, pageSizes.panel),
    openOptions: () => openOwnPage("/src/options/index.html", pageSizes.options),
    openPanel: () => openOwnPage("/src/popup/panel.html", pageSizes.panel),
    isDocked: () => system.showsSidebar(),
    async openPage(url) {
      const page = await browser.newPage();
      await page.setViewport(pageSizes.web);
      await page.goto(url);
      return page;
    },
    async openWindow(url) {
      const page = await browser.newPage({ type: "window" });
      await page.goto(url);
      return page;
    },
    async chooseForSelectedText(page, label) {
      const middle = await page.evaluate(() => {
        const { x, y, width, height } = getSelection()?.getRangeAt(0).getBoundingClientRect() ?? new DOMRect();
        return { x: x + width / 2, y: y + height / 2 };
      });
      await page.mouse.click(middle.x, middle.y, { button: "right" });
      await system.chooseFromMenu(label);
      await waitUntil("the popup opens of itself", () => system.closePopup());
      return openOwnPage("/src/popup/index.html", pageSizes.popup);
    },
    loginPage: () => loginPage(browser),
    allowHosts: (isAllowed) => system.allowHosts(isAllowed),
    async killBackground() {
      // Firefox lets a background go on that has an event to answer, and an event may wake it again between two looks.
      await waitUntil("the event page is gone", async () => {
        await system.terminateBackground();
        return (await system.backgroundState()) === "stopped";
      });
    },
    backgroundState: () => system.backgroundState(),
    async close() {
      await browser.close();
      await proxy.close();
      await profile.discard();
    },
    async crash() {
      const exited = new Promise<void>((resolve) =>
        browser.process()?.once("exit", () => {
          resolve();
        }),
      );
      browser.process()?.kill("SIGKILL");
      await exited;
      await preferencesPutBack(profile.folder);
      await proxy.close();
    },
  };
}

function preferences(proxyPort: number, lang: string | undefined): Record<string, string | number | boolean> {
  return {
    "extensions.webextensions.uuids": JSON.stringify({ [geckoId]: geckoUuid, [besideGeckoId]: besideGeckoUuid }),
    // What BiDi installs is temporary; kept across starts of the same profile as if it were installed for good.
    "extensions.webextensions.keepStorageOnUninstall": true,
    "extensions.webextensions.keepUuidOnUninstall": true,
    // The optional permission for notifications is granted unasked: no driver reaches the question.
    "extensions.webextOptionalPermissionPrompts": false,
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": proxyPort,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": proxyPort,
    ...(lang === undefined ? {} : { "intl.accept_languages": lang, "intl.locale.requested": lang }),
  };
}

/**
 * Puppeteer keeps copies of the preferences while the browser runs, and puts them back after its end, which nobody can await
 * (24.43.1). A browser started before that loses the identity of the extension: it starts, and none of its pages load.
 */
async function preferencesPutBack(folder: string): Promise<void> {
  const kept = ["prefs.js.puppeteer", "user.js.puppeteer"].map((name) => join(folder, name));
  await waitUntil("the profile has its own preferences back", () => !kept.some((file) => existsSync(file)));
}

async function loginPage(browser: Browser): Promise<Page> {
  let found: Page | undefined;
  await waitUntil("a window on a login. host", async () => {
    found = (await browser.pages()).find((page) => isLoginAddress(page.url()));
    return found !== undefined;
  });
  if (found === undefined) throw new Error("The login window closed at once");
  return loaded(found);
}

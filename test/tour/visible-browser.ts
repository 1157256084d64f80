import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type Browser, launch, type Page } from "puppeteer-core";
import { startConnectProxy } from "../browsers/connect-proxy.ts";
import { chromeId, chromeOrigin, geckoId, geckoOrigin, geckoUuid } from "../browsers/extension-ids.ts";
import { hostResolverRules } from "../browsers/genesys-hosts.ts";
import { loaded } from "../browsers/loaded.ts";
import { ownProfile } from "../browsers/own-profile.ts";
import type { InstalledBrowser } from "./installed-browser.ts";

/** A browser with a window, for a person; the drivers of test/browsers are headless and for specifications. */
export interface VisibleBrowser {
  readonly browser: Browser;
  /** A page of the extension in a new tab. */
  openOwnPage(path: string): Promise<Page>;
  /** Ends it if it still runs, and removes its profile. */
  close(): Promise<void>;
}

/** Ctrl+C is ours: Puppeteer would end this process before it has cleaned up. */
const ownSignals = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };

/** Opens the installed browser with Calltag in it; Genesys' hosts lead to the simulator, all others nowhere. */
export function openVisibleBrowser(installed: InstalledBrowser, simulatorPort: number): Promise<VisibleBrowser> {
  return installed.name === "chromium" ? openChromium(installed, simulatorPort) : openFirefox(installed, simulatorPort);
}

async function openChromium({ program, extension }: InstalledBrowser, port: number): Promise<VisibleBrowser> {
  const profile = await ownProfile("chromium", undefined);
  await pinToToolbar(profile.folder);
  const browser = await launch({
    executablePath: program,
    headless: false,
    pipe: true,
    userDataDir: profile.folder,
    enableExtensions: [resolve(extension)],
    defaultViewport: null,
    ...ownSignals,
    // Neither "controlled by automated test software" nor "unsupported command-line flag" above the page.
    ignoreDefaultArgs: ["--enable-automation"],
    args: [
      "--test-type",
      "--no-sandbox",
      `--host-resolver-rules=${hostResolverRules(port)}`,
      "--ignore-certificate-errors",
      "--disable-quic",
      "--no-first-run",
      "--no-default-browser-check",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--window-size=1280,900",
    ],
  }).catch(async (error: unknown) => {
    await profile.discard();
    throw error;
  });
  return {
    browser,
    async openOwnPage(path) {
      const page = await browser.newPage();
      await page.goto(`${chromeOrigin}${path}`);
      return page;
    },
    async close() {
      await browser.close();
      await profile.discard();
    },
  };
}

/** Chrome hides a new extension behind the puzzle piece unless the profile says otherwise. */
async function pinToToolbar(profile: string): Promise<void> {
  await mkdir(join(profile, "Default"), { recursive: true });
  const preferences = { extensions: { pinned_extensions: [chromeId] } };
  await writeFile(join(profile, "Default", "Preferences"), JSON.stringify(preferences));
}

async function openFirefox({ program, extension }: InstalledBrowser, port: number): Promise<VisibleBrowser> {
  const profile = await ownProfile("firefox", undefined);
  const proxy = await startConnectProxy(port);
  async function discard(): Promise<void> {
    await proxy.close();
    await profile.discard();
  }
  const browser = await launch({
    browser: "firefox",
    executablePath: program,
    headless: false,
    userDataDir: profile.folder,
    acceptInsecureCerts: true,
    defaultViewport: null,
    // Without it no driver may look at a page of an extension.
    args: ["--remote-allow-system-access"],
    ...ownSignals,
    extraPrefsFirefox: {
      "extensions.webextensions.uuids": JSON.stringify({ [geckoId]: geckoUuid }),
      "network.proxy.type": 1,
      "network.proxy.http": "127.0.0.1",
      "network.proxy.http_port": proxy.port,
      "network.proxy.ssl": "127.0.0.1",
      "network.proxy.ssl_port": proxy.port,
    },
  }).catch(async (error: unknown) => {
    await discard();
    throw error;
  });
  await browser.installExtension(resolve(extension));
  return {
    browser,
    async openOwnPage(path) {
      const page = await browser.newPage();
      // Loads the page, but never resolves.
      page.goto(`${geckoOrigin}${path}`, { timeout: 5_000 }).catch(() => undefined);
      return loaded(page, `${geckoOrigin}${path}`);
    },
    async close() {
      await browser.close();
      await discard();
    },
  };
}

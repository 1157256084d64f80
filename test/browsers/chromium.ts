import { launch, TargetType, type Browser, type CDPSession, type Page, type Target } from "puppeteer-core";
import { findChromium } from "../commands/find-browsers.mjs";
import type { BrowserUnderTest, LaunchOptions } from "./browser-under-test.ts";
import { chromeId, chromeOrigin, redirectUris } from "./extension-ids.ts";
import { hostResolverRules, isLoginAddress } from "./genesys-hosts.ts";
import { loaded } from "./loaded.ts";
import { ownProfile } from "./own-profile.ts";
import { pageSizes } from "./page-sizes.ts";
import { waitUntil } from "./wait-until.ts";

/** Chromium, Chrome or Edge, headless, driven by the DevTools protocol over a pipe. */
export async function launchChromium(options: LaunchOptions): Promise<BrowserUnderTest> {
  const executablePath = findChromium();
  if (executablePath === undefined)
    throw new Error("No Chromium, Chrome or Edge found: run `npm test` once, or set CALLTAG_CHROMIUM.");
  const profile = await ownProfile("chromium", options.profile);
  const browser = await launch({
    executablePath,
    headless: true,
    pipe: true,
    userDataDir: profile.folder,
    enableExtensions: [options.extension, ...(options.beside === undefined ? [] : [options.beside])],
    defaultViewport: null,
    ...(options.lang === undefined ? {} : { env: { ...process.env, LANGUAGE: options.lang } }),
    args: [
      ...chromiumArguments(options.simulatorPort, options.pixelRatio ?? 1),
      ...(options.lang === undefined ? [] : [`--lang=${options.lang}`, `--accept-lang=${options.lang}`]),
    ],
  });
  const extensionWorker = (): Target | undefined => browser.targets().find(isExtensionWorker);
  await browser.waitForTarget(isExtensionWorker);

  async function openTab(url: string, size: { width: number; height: number }): Promise<Page> {
    const page = await browser.newPage();
    await page.setViewport(size);
    await page.goto(url);
    return page;
  }

  return {
    name: "chromium",
    redirectUri: redirectUris.chromium,
    origin: chromeOrigin,
    profile: profile.folder,
    openPopup: () => openRealPopup(browser, ownPopup),
    openBesidePopup: async () => openRealPopup(browser, await besidePopup(browser)),
    openBesidePage: async () => openTab((await besidePopup(browser)).url, pageSizes.panel),
    async closePopup(popup) {
      if (!popup.isClosed()) await popup.close();
    },
    openOptions: () => openTab(`${chromeOrigin}/src/options/index.html`, pageSizes.options),
    openPanel: () => openTab(`${chromeOrigin}/src/popup/panel.html`, pageSizes.panel),
    isDocked: () => Promise.resolve(browser.targets().some(isPanel)),
    dockedPanel: async () => loaded(await (await browser.waitForTarget(isPanel)).asPage()),
    openPage: (url) => openTab(url, pageSizes.web),
    async openWindow(url) {
      const page = await browser.newPage({ type: "window" });
      await page.goto(url);
      return page;
    },
    async chooseForSelectedText(page) {
      const before = new Set(browser.targets());
      const text = await page.evaluate(() => getSelection()?.toString() ?? "");
      const worker = await extensionWorker()?.worker();
      await worker?.evaluate(chooseEntry, text);
      return openedPopup(browser, before);
    },
    async loginPage() {
      const target = await browser.waitForTarget(
        (target) => target.type() === TargetType.PAGE && isLoginAddress(target.url()),
      );
      return loaded(await target.asPage());
    },
    async allowHosts(isAllowed) {
      const settings = await openTab("chrome://extensions", pageSizes.options);
      await settings.evaluate(setHostAccess, chromeId, isAllowed ? "ON_ALL_SITES" : "ON_CLICK");
      await settings.close();
    },
    async killBackground() {
      const target = extensionWorker();
      if (target === undefined) return;
      await (await target.worker())?.close();
      // An open page of Calltag starts another one at once.
      await waitUntil("the service worker is gone", () => !browser.targets().includes(target));
    },
    backgroundState: () => Promise.resolve(extensionWorker() === undefined ? "stopped" : "running"),
    contentWorldEvaluate,
    async heapBytes(page) {
      const worker = extensionWorker();
      if (worker === undefined) throw new Error("The service worker does not run");
      return {
        page: await heapBytes(await page.createCDPSession()),
        background: await heapBytes(await worker.createCDPSession()),
      };
    },
    async close() {
      await browser.close();
      await profile.discard();
    },
    async crash() {
      const disconnected = new Promise<void>((resolve) =>
        browser.once("disconnected", () => {
          resolve();
        }),
      );
      browser.process()?.kill("SIGKILL");
      await disconnected;
    },
  };
}

async function heapBytes(session: CDPSession): Promise<number> {
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return usedSize;
}

export function chromiumArguments(simulatorPort: number, pixelRatio: 1 | 2): string[] {
  return [
    "--no-sandbox",
    `--host-resolver-rules=${hostResolverRules(simulatorPort)}`,
    "--ignore-certificate-errors",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,900",
    // A desk with a mouse: without it nothing hovers.
    "--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4",
    // The screen that headless Chromium imagines is 800 x 600 otherwise, too low for a popup of 600 px.
    `--screen-info={${1600 * pixelRatio}x${1200 * pixelRatio} devicePixelRatio=${pixelRatio}}`,
  ];
}

function isExtensionWorker(target: Target): boolean {
  return target.type() === TargetType.SERVICE_WORKER && target.url().startsWith(`${chromeOrigin}/`);
}

/** The side panel is no tab, but a page of the same kind: no test that asks for it opens it in a tab as well. */
function isPanel(target: Target): boolean {
  return target.type() === TargetType.PAGE && target.url() === `${chromeOrigin}/src/popup/panel.html`;
}

interface PopupOf {
  readonly id: string;
  readonly url: string;
}

const ownPopup: PopupOf = { id: chromeId, url: `${chromeOrigin}/src/popup/index.html` };

async function besidePopup(browser: Browser): Promise<PopupOf> {
  const id = [...(await browser.extensions()).keys()].find((id) => id !== chromeId);
  if (id === undefined) throw new Error("There is no extension beside ours");
  return { id, url: `chrome-extension://${id}/page.html` };
}

async function openRealPopup(browser: Browser, { id, url }: PopupOf): Promise<Page> {
  const before = new Set(browser.targets());
  const extension = (await browser.extensions()).get(id);
  if (extension === undefined) throw new Error("The extension is not installed");
  // As a click on the toolbar button: unlike `chrome.action.openPopup()` it needs no running worker and no focused window.
  await extension.triggerAction(await frontTab(browser));
  return openedPopup(browser, before, url);
}

async function openedPopup(browser: Browser, before: ReadonlySet<Target>, url = ownPopup.url): Promise<Page> {
  const target = await browser.waitForTarget((target) => !before.has(target) && target.url().startsWith(url));
  return loaded(await target.asPage());
}

/** Events of Chrome's APIs can be sent to their own listeners; `@types` do not know of it. */
interface MenuApi {
  readonly contextMenus: {
    readonly onClicked: { dispatch(info: { menuItemId: string; selectionText: string; editable: boolean }): void };
    update(id: string, changes: object): Promise<void>;
  };
}

/** Runs in the worker. Fails if the entry is not there. */
async function chooseEntry(selectionText: string): Promise<void> {
  const { contextMenus } = Reflect.get(globalThis, "chrome") as MenuApi;
  await contextMenus.update("add-selected-text", {});
  contextMenus.onClicked.dispatch({ menuItemId: "add-selected-text", selectionText, editable: false });
}

interface DeveloperApi {
  readonly developerPrivate: {
    updateExtensionConfiguration(update: { extensionId: string; hostAccess: string }): Promise<void>;
  };
}

/** Runs in the browser's own page of extensions, which alone has this API. */
async function setHostAccess(extensionId: string, hostAccess: string): Promise<void> {
  const { developerPrivate } = Reflect.get(globalThis, "chrome") as DeveloperApi;
  await developerPrivate.updateExtensionConfiguration({ extensionId, hostAccess });
}

/** The tab that a person would see: opening the popup over another one would bring that to the front. */
async function frontTab(browser: Browser): Promise<Page> {
  for (const page of await browser.pages()) {
    if (await page.evaluate(() => document.visibilityState === "visible")) return page;
  }
  throw new Error("There is no visible tab to open the popup over");
}

async function contentWorldEvaluate(page: Page, expression: string): Promise<unknown> {
  const realm = page
    .mainFrame()
    .extensionRealms()
    .find((realm) => realm.origin === chromeOrigin);
  if (realm === undefined) throw new Error(`No content script runs in ${page.url()}`);
  return realm.evaluate(expression);
}

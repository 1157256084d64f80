import type { Page } from "puppeteer-core";

export type BrowserName = "chromium" | "firefox";

export interface LaunchOptions {
  readonly name: BrowserName;
  /** The built extension: a folder like `dist/chrome`. */
  readonly extension: string;
  /** The TLS port on 127.0.0.1 to which every Genesys host of the 18 regions resolves. */
  readonly simulatorPort: number;
  /** A profile folder to use again, or to keep: without it one is made, and removed by `close()`. */
  readonly profile?: string;
  /**
   * The language of the browser, such as `de`. It always reaches `navigator.languages`; the extension's own messages follow only
   * where the browser has that language (Debian packages `chromium-l10n`, `firefox-esr-l10n-de`).
   */
  readonly lang?: string;
  /** A second extension beside ours, with which it is compared. */
  readonly beside?: string;
  /** Device pixels for a CSS pixel, for sharp pictures; Chromium only. 1 unless given. */
  readonly pixelRatio?: 1 | 2;
}

/** One browser with the extension installed. Both drivers are alike, so that a specification runs unchanged on both. */
export interface BrowserUnderTest {
  readonly name: BrowserName;
  /** `https://<id>.chromiumapp.org/` or `https://<hash>.extensions.allizom.org/` of this extension. */
  readonly redirectUri: string;
  /** The origin of the extension's own pages, without a slash at the end. */
  readonly origin: string;
  /** The profile's folder, to be searched for bytes. */
  readonly profile: string;
  /** Chromium: the real popup of the toolbar button. Firefox: the popup's page in a tab, for no driver reaches its panel. */
  openPopup(): Promise<Page>;
  closePopup(popup: Page): Promise<void>;
  openOptions(): Promise<Page>;
  /** The docked form of the popup, in a tab as narrow as a side panel. */
  openPanel(): Promise<Page>;
  /** Does the browser itself show the docked form, at the side of its window? */
  isDocked(): Promise<boolean>;
  /** Chromium only: the page that it shows there. */
  dockedPanel?(): Promise<Page>;
  /**
   * Chooses the extension's entry from the menu that a right-click on the text selected in a page opens, and answers the popup
   * that opens of itself. Firefox: by the real menu; the popup's page in a tab, once its panel has opened. Chromium: no driver
   * reaches its menu, so the background gets the event of it.
   */
  chooseForSelectedText(page: Page, label: string): Promise<Page>;
  /** The popup of the extension beside ours, opened as ours is; its page is `page.html`. */
  openBesidePopup(): Promise<Page>;
  /** That page in a tab. */
  openBesidePage(): Promise<Page>;
  /** A page of the web in a new tab, loaded. */
  openPage(url: string): Promise<Page>;
  /** The same in a window of its own: what stands in another window is seen as well. */
  openWindow(url: string): Promise<Page>;
  /** Waits for the window that `launchWebAuthFlow` opened on a `login.` host. */
  loginPage(): Promise<Page>;
  /** Takes the access to every host away, as a person can in the browser's settings of the extension; or gives it back. */
  allowHosts(isAllowed: boolean): Promise<void>;
  /** Ends the service worker or event page as the browser itself does when it is idle; resolves when it is gone. */
  killBackground(): Promise<void>;
  backgroundState(): Promise<"running" | "stopped">;
  /** Chromium only: what the expression gives (as JSON) in the content script's isolated world of the page's main frame. */
  contentWorldEvaluate?(page: Page, expression: string): Promise<unknown>;
  /** Chromium only: the JavaScript heaps of the page and of the background, in bytes, after their garbage was collected. */
  heapBytes?(page: Page): Promise<{ page: number; background: number }>;
  close(): Promise<void>;
  /** SIGKILL, as in a crash or a power failure: nothing is flushed. The profile stays. */
  crash(): Promise<void>;
}

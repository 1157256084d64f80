import type browser from "webextension-polyfill";

declare global {
  /** What the extension's own pages have in both browsers; Chrome's promises are as Firefox's. */
  const chrome: typeof browser;
}

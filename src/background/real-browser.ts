import browser from "webextension-polyfill";
import { areYouThere } from "../protocol/contact.ts";
import type { BackgroundBrowser } from "./parts.ts";

/** A silent sign-in is given this long: it is one or two redirects. */
const silentSignInTimeout = 15_000;

const isChromium = browser.runtime.getURL("").startsWith("chrome-extension:");

/**
 * Chrome gives a silent flow up at the first page that loads, unless told otherwise, and Genesys' redirect may be made by a
 * script; Firefox refuses these keys (engineering.md).
 */
const silentOptions = isChromium
  ? { abortOnLoadForNonInteractive: false, timeoutMsForNonInteractive: silentSignInTimeout }
  : {};

/** The extension APIs that the background uses, in both browsers. */
export const realBrowser: BackgroundBrowser = {
  redirectUri: () => browser.identity.getRedirectURL(),
  launchSignIn(url, interactive) {
    const details = { url, interactive, ...(interactive ? {} : silentOptions) };
    return browser.identity.launchWebAuthFlow(details);
  },
  async keepAwake() {
    await browser.runtime.getPlatformInfo();
  },
  async setAlarm(name, alarm) {
    const minutes = ("after" in alarm ? alarm.after : alarm.every) / 60_000;
    await browser.alarms.create(name, "after" in alarm ? { delayInMinutes: minutes } : { periodInMinutes: minutes });
  },
  async clearAlarm(name) {
    await browser.alarms.clear(name);
  },
  async isFrameAlive({ tabId, frameId }) {
    try {
      return (await browser.tabs.sendMessage(tabId, areYouThere, { frameId })) === true;
    } catch {
      return false;
    }
  },
  async setBadge({ text, title }) {
    await Promise.all([browser.action.setBadgeText({ text }), browser.action.setTitle({ title })]);
  },
};

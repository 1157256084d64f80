import browser from "webextension-polyfill";
import { message, speak } from "../platform/i18n.ts";
import { areYouThere } from "../protocol/contact.ts";
import { nameContextMenu } from "./context-menu.ts";
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

/** There only once the person has granted the permission, in a background that was running before too. */
export function noticesOf(api: { readonly notifications?: browser.Notifications.Static }) {
  return api.notifications;
}

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
  onTabClosed(listener) {
    const { onRemoved } = browser.tabs;
    onRemoved.addListener(listener);
    return () => {
      onRemoved.removeListener(listener);
    };
  },
  async setToolbar({ icon, text, color, title }) {
    const { action } = browser;
    await Promise.all([
      // From the root: else it would be looked for beside the background's script.
      action.setIcon({ path: { 16: `/icons/${icon}-16.png`, 32: `/icons/${icon}-32.png` } }),
      action.setBadgeText({ text }),
      action.setBadgeBackgroundColor({ color }),
      action.setBadgeTextColor({ color: "#fff" }),
      action.setTitle({ title }),
    ]);
  },
  async speak(language) {
    await speak(language);
    await nameContextMenu();
  },
  message,
  async openPopup(orElse) {
    try {
      // Must be the first thing in an event's turn: after an `await` Firefox no longer takes it for the person's doing.
      await browser.action.openPopup();
    } catch {
      const url = browser.runtime.getURL("src/popup/panel.html");
      if (orElse === "window") await browser.windows.create({ url, type: "popup", width: 420, height: 640 });
    }
  },
  async showNotice(id, { title, text }) {
    const iconUrl = browser.runtime.getURL("icons/calltag-128.png");
    await noticesOf(browser)?.create(id, { type: "basic", iconUrl, title, message: text });
  },
  async clearNotice(id) {
    await noticesOf(browser)?.clear(id);
  },
};

import browser from "webextension-polyfill";
import { reportPresence } from "./report-presence.ts";

reportPresence({
  page: window,
  send: (request) => browser.runtime.sendMessage({ command: "frame-is", request }).catch(() => undefined),
  /** After an update of the extension an old copy lives on without its APIs (engineering.md, "orphans"). */
  isOrphan: () => !browser.runtime.id,
  onMessage: browser.runtime.onMessage,
});

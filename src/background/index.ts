import browser from "webextension-polyfill";
import { regionDomains, regionHosts } from "../genesys/regions.ts";
import { openEncryptedDatabase } from "../platform/database.ts";
import { classifySender } from "../platform/sender.ts";
import { viewMessageSchema, viewPortName } from "../protocol/contact.ts";
import type { CommandSender } from "./answer-commands.ts";
import { offerContextMenu } from "./context-menu.ts";
import { createBackground } from "./create-background.ts";
import { injectIntoOpenTabs } from "./inject-content.ts";
import { openPanel } from "./open-panel.ts";
import { noticesOf, realBrowser } from "./real-browser.ts";
import { systemClock } from "./system-clock.ts";

const background = createBackground({
  clock: systemClock,
  random: Math.random,
  fetch: (input, init) => fetch(input, init),
  WebSocket,
  stored: { session: browser.storage.session, local: browser.storage.local, managed: browser.storage.managed },
  database: openEncryptedDatabase(),
  browser: realBrowser,
});

const own = {
  extensionId: browser.runtime.id,
  extensionUrl: browser.runtime.getURL(""),
  contentOrigins: new Set(regionDomains.map((domain) => `https://${regionHosts(domain).apps}`)),
};

function senderOf(sender: browser.Runtime.MessageSender): CommandSender | null {
  const kind = classifySender(sender, own);
  const tabId = sender.tab?.id;
  const frame = tabId === undefined || sender.frameId === undefined ? undefined : { tabId, frameId: sender.frameId };
  return kind && { kind, frame };
}

// Every listener is registered now, in the first turn: a background that was woken by an event gets it only then.
browser.runtime.onMessage.addListener((message: unknown, sender: browser.Runtime.MessageSender) =>
  background.answer(message, senderOf(sender)),
);
browser.runtime.onConnect.addListener((port) => {
  if (port.name !== viewPortName || !port.sender || classifySender(port.sender, own) !== "pages") {
    port.disconnect();
    return;
  }
  const view = background.viewOpened();
  port.onMessage.addListener((message) => {
    const said = viewMessageSchema.safeParse(message);
    if (said.success) view.isVisible(said.data.isVisible);
  });
  port.onDisconnect.addListener(view.closed);
});
browser.storage.session.onChanged.addListener((changes) => void background.storedChanged(Object.keys(changes)));
browser.storage.managed.onChanged.addListener(() => void background.policyChanged());
browser.alarms.onAlarm.addListener(({ name }) => void background.alarm(name));
addEventListener("online", () => {
  background.online();
});
browser.runtime.onStartup.addListener(() => {
  void background.ready.then(offerContextMenu);
});
browser.runtime.onInstalled.addListener(() => {
  void injectIntoOpenTabs();
  void background.ready.then(offerContextMenu);
});
browser.contextMenus.onClicked.addListener(({ selectionText }) => void background.textSelected(selectionText ?? ""));
browser.commands.onCommand.addListener((_, tab) => void openPanel(tab));
// The permission may come, and with it the API, while the background runs.
const hearNotices = (): void => noticesOf(browser)?.onClicked.addListener(noticeClicked);
const noticeClicked = (): void => void background.noticeClicked();
hearNotices();
browser.permissions.onAdded.addListener(hearNotices);

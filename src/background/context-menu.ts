import browser from "webextension-polyfill";
import { message } from "../platform/i18n.ts";

/** One entry, for selected text in Genesys' pages and frames. Both browsers keep it until the next start or update. */
export async function offerContextMenu(): Promise<void> {
  const [declared] = browser.runtime.getManifest().content_scripts ?? [];
  if (!declared) return;
  await browser.contextMenus.removeAll();
  const entry = { id: "add-selected-text", title: message("addSelectedText") };
  browser.contextMenus.create({ ...entry, contexts: ["selection"], documentUrlPatterns: declared.matches }, () => {
    // Start and installation may come together: the second finds the entry there, which is no error.
    return browser.runtime.lastError;
  });
}

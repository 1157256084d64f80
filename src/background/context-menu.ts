import browser from "webextension-polyfill";
import { message } from "../platform/i18n.ts";

const id = "add-selected-text";

/** One entry, for selected text in Genesys' pages and frames. Both browsers keep it until the next start or update. */
export async function offerContextMenu(): Promise<void> {
  const [declared] = browser.runtime.getManifest().content_scripts ?? [];
  if (!declared) return;
  await browser.contextMenus.removeAll();
  const entry = { id, title: message("addSelectedText") };
  browser.contextMenus.create({ ...entry, contexts: ["selection"], documentUrlPatterns: declared.matches }, () => {
    // Start and installation may come together: the second finds the entry there, which is no error.
    return browser.runtime.lastError;
  });
}

/** In another language from now on. */
export async function nameContextMenu(): Promise<void> {
  try {
    await browser.contextMenus.update(id, { title: message("addSelectedText") });
  } catch {
    // It is not there yet: it is offered in this language.
  }
}

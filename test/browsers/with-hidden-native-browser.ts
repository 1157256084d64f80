import { copyExtension, type ExtensionCopy } from "./extension-copy.ts";

/**
 * A copy of a Chrome build whose scripts first delete Chrome's native `browser` (since Chrome 148; with it the polyfill does
 * nothing), so that the polyfilled path of older Chromes runs in a real browser.
 */
export function withHiddenNativeBrowser(extension: string): Promise<ExtensionCopy> {
  return copyExtension(extension, ".js", (text) => `delete globalThis.browser;\n${text}`);
}

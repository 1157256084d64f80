import type { BrowserName } from "../browsers/browser-under-test.ts";
import { findChromium, findFirefox } from "../commands/find-browsers.mjs";

/** A browser of this machine, and the build of Calltag for it. */
export interface InstalledBrowser {
  readonly name: BrowserName;
  readonly program: string;
  readonly extension: string;
}

/** Chromium, Chrome or Edge if there is one, for drivers reach its real popup; else Firefox. */
export function installedBrowser(): InstalledBrowser {
  const chromium = findChromium();
  if (chromium !== undefined) return { name: "chromium", program: chromium, extension: "dist/chrome" };
  const firefox = findFirefox();
  if (firefox !== undefined) return { name: "firefox", program: firefox, extension: "dist/firefox" };
  throw new Error("There is no browser: install Chrome, Chromium, Edge or Firefox.");
}

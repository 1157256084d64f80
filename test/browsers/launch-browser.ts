import { resolve } from "node:path";
import type { BrowserUnderTest, LaunchOptions } from "./browser-under-test.ts";
import { launchChromium } from "./chromium.ts";
import { launchFirefox } from "./firefox.ts";

/** Starts a real, headless browser with the extension in it; all Genesys hosts lead to the simulator, all others nowhere. */
export function launchBrowser(options: LaunchOptions): Promise<BrowserUnderTest> {
  // The browser has a working directory of its own.
  const resolved = { ...options, extension: resolve(options.extension) };
  return options.name === "chromium" ? launchChromium(resolved) : launchFirefox(resolved);
}

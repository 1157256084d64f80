import { inject } from "vitest";
import type { BrowserName } from "./browser-under-test.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Set by the projects `e2e-chromium` and `e2e-firefox` of vitest.config.ts. */
    readonly browser: BrowserName;
  }
}

export interface NamedBrowser {
  readonly name: BrowserName;
  /** The folder of the build for it. */
  readonly extension: string;
}

/** The browser that the running specification is to be tried in. */
export function namedBrowser(): NamedBrowser {
  const name = inject("browser");
  return { name, extension: name === "chromium" ? "dist/chrome" : "dist/firefox" };
}

import { afterAll, describe } from "vitest";
import { namedBrowser } from "../browsers/named-browser.ts";
import type { ExtensionCopy } from "../browsers/extension-copy.ts";
import { withHiddenNativeBrowser } from "../browsers/with-hidden-native-browser.ts";
import { describeMainJob } from "./main-job.ts";

// Since Chrome 148 there is a native `browser`, and the polyfill does nothing; the oldest Chrome that Calltag runs in is 120.
describe("the main job over the polyfill, as in Chrome 120 to 147", () => {
  let copy: ExtensionCopy | undefined;
  afterAll(async () => {
    await copy?.discard();
  });

  describeMainJob("mypurecloud.de", async () => {
    copy = await withHiddenNativeBrowser(namedBrowser().extension);
    return copy.folder;
  });
});

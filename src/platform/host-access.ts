import { signal } from "@preact/signals";
import browser from "webextension-polyfill";

/**
 * Whether the browser lets Calltag reach these origins, such as `https://api.mypurecloud.de/*`: in both browsers, a person can take that
 * back. `undefined`: it is not known yet which ones are needed.
 */
export function createHostAccess(origins: () => string[] | undefined) {
  /** `true` while nothing is needed. */
  const isGranted = signal(true);

  async function look(): Promise<boolean> {
    const needed = origins();
    isGranted.value = needed === undefined || (await browser.permissions.contains({ origins: needed }));
    return isGranted.value;
  }
  const changed = (): void => void look();
  browser.permissions.onAdded.addListener(changed);
  browser.permissions.onRemoved.addListener(changed);

  return {
    isGranted,
    look,
    /** Must be called in the very turn of a click. */
    request: async (): Promise<boolean> => {
      const needed = origins();
      if (needed !== undefined) await browser.permissions.request({ origins: needed });
      return look();
    },
    stop: (): void => {
      browser.permissions.onAdded.removeListener(changed);
      browser.permissions.onRemoved.removeListener(changed);
    },
  };
}

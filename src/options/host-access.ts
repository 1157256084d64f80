import { signal } from "@preact/signals";
import browser from "webextension-polyfill";
import { type RegionDomain, regionDomains, regionHosts } from "../genesys/regions.ts";

function originsOf(region: RegionDomain) {
  return { origins: Object.values(regionHosts(region)).map((host) => `https://${host}/*`) };
}

/** Whether the browser lets Calltag reach a region's hosts: in both browsers, a person can take that back. */
export function createHostAccess(region: () => RegionDomain | undefined) {
  /** Of the region that is set; `true` while there is none. */
  const isGranted = signal(true);

  async function look(): Promise<boolean> {
    const domain = region();
    isGranted.value = domain === undefined || (await browser.permissions.contains(originsOf(domain)));
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
      const domain = region();
      if (domain !== undefined) await browser.permissions.request(originsOf(domain));
      return look();
    },
    /** The region of an open Genesys tab, if none of the one that is set is open. Without the permission for its host no tab is seen. */
    otherTab: async (): Promise<RegionDomain | undefined> => {
      const url = regionDomains.map((domain) => `https://${regionHosts(domain).apps}/*`);
      const hosts = (await browser.tabs.query({ url })).map((tab) => (tab.url ? new URL(tab.url).host : ""));
      const open = regionDomains.filter((domain) => hosts.includes(regionHosts(domain).apps));
      const set = region();
      return set === undefined || open.includes(set) ? undefined : open[0];
    },
    stop: (): void => {
      browser.permissions.onAdded.removeListener(changed);
      browser.permissions.onRemoved.removeListener(changed);
    },
  };
}

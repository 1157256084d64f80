import browser from "webextension-polyfill";
import { type RegionDomain, regionDomains, regionHosts } from "../genesys/regions.ts";

/** The region of an open Genesys tab, if none of this one is open. Without the permission for its host no tab is seen. */
export async function otherTab(set: RegionDomain): Promise<RegionDomain | undefined> {
  const url = regionDomains.map((domain) => `https://${regionHosts(domain).apps}/*`);
  const hosts = (await browser.tabs.query({ url })).map((tab) => (tab.url ? new URL(tab.url).host : ""));
  const open = regionDomains.filter((domain) => hosts.includes(regionHosts(domain).apps));
  return open.includes(set) ? undefined : open[0];
}

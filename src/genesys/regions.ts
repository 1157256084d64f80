/** One Genesys Cloud region: `domain` is what people configure and what the hosts are built from. */
export interface Region {
  readonly domain: string;
  readonly name: string;
  readonly place: string;
}

/**
 * The 18 regions of Genesys Cloud, verbatim from SDK 262 `PureCloudRegionHosts`
 * (genesys-platform-api.md, section 6 [SDK]). The places are common knowledge, not in the SDK [INF].
 */
export const regions = [
  { domain: "mypurecloud.com", name: "US East", place: "N. Virginia" },
  { domain: "use2.us-gov-pure.cloud", name: "US East 2 FedRAMP", place: "Ohio" },
  { domain: "usw2.pure.cloud", name: "US West", place: "Oregon" },
  { domain: "cac1.pure.cloud", name: "Canada", place: "Central" },
  { domain: "mxc1.pure.cloud", name: "Mexico", place: "Central" },
  { domain: "sae1.pure.cloud", name: "South America", place: "São Paulo" },
  { domain: "mypurecloud.ie", name: "EU West", place: "Ireland" },
  { domain: "euw2.pure.cloud", name: "EU West 2", place: "London" },
  { domain: "mypurecloud.de", name: "EU Central", place: "Frankfurt" },
  { domain: "euc2.pure.cloud", name: "EU Central 2", place: "Zurich" },
  { domain: "mec1.pure.cloud", name: "Middle East", place: "UAE" },
  { domain: "aps1.pure.cloud", name: "Asia Pacific South", place: "Mumbai" },
  { domain: "mypurecloud.jp", name: "Asia Pacific Northeast", place: "Tokyo" },
  { domain: "apne2.pure.cloud", name: "Asia Pacific Northeast 2", place: "Seoul" },
  { domain: "apne3.pure.cloud", name: "Asia Pacific Northeast 3", place: "Osaka" },
  { domain: "apse1.pure.cloud", name: "Asia Pacific Southeast", place: "Singapore" },
  { domain: "mypurecloud.com.au", name: "Asia Pacific Southeast 2", place: "Sydney" },
  { domain: "edee1.eusc-pure.cloud", name: "EU Sovereign Cloud", place: "Germany" },
] as const satisfies readonly Region[];

export type RegionDomain = (typeof regions)[number]["domain"];

export const regionDomains: readonly RegionDomain[] = regions.map((region) => region.domain);

export function isRegionDomain(text: string): text is RegionDomain {
  return regions.some((region) => region.domain === text);
}

/** Hosts of a region: `api.X`, `login.X`, `apps.X`, `streaming.X` (genesys-platform-api.md, section 6 [SDK]). */
export function regionHosts(domain: RegionDomain): { api: string; login: string; apps: string; streaming: string } {
  return { api: `api.${domain}`, login: `login.${domain}`, apps: `apps.${domain}`, streaming: `streaming.${domain}` };
}

/** What the browser must let Calltag reach of a region, as match patterns; `undefined` where it is none of the table. */
export function regionOrigins(domain: string): string[] | undefined {
  if (!isRegionDomain(domain)) return undefined;
  return Object.values(regionHosts(domain)).map((host) => `https://${host}/*`);
}

/** The domains of the 18 regions. genesys-platform-api.md 6 [SDK: PureCloudRegionHosts]. */
export const regionDomains = [
  "mypurecloud.com",
  "use2.us-gov-pure.cloud",
  "usw2.pure.cloud",
  "cac1.pure.cloud",
  "mxc1.pure.cloud",
  "sae1.pure.cloud",
  "mypurecloud.ie",
  "euw2.pure.cloud",
  "mypurecloud.de",
  "euc2.pure.cloud",
  "mec1.pure.cloud",
  "aps1.pure.cloud",
  "mypurecloud.jp",
  "apne2.pure.cloud",
  "apne3.pure.cloud",
  "apse1.pure.cloud",
  "mypurecloud.com.au",
  "edee1.eusc-pure.cloud",
] as const;

/** The four services that the simulator plays, and the web beside them. */
export type Service = "login" | "api" | "apps" | "streaming" | "foreign";

/** The one host that is not Genesys': somebody's CRM, into which the agent UI is embedded. */
export const foreignHost = "crm.example";

/** Who a URL is for. `region` is undefined where the host is no Genesys host (Genesys' SDK sends `Host: 127.0.0.1`). */
export interface Destination {
  service: Service | undefined;
  region: string | undefined;
}

const services: readonly Service[] = ["login", "api", "apps", "streaming"];

const byPath: readonly (readonly [prefix: string, service: Service])[] = [
  ["/api/v2", "api"],
  ["/oauth", "login"],
  ["/logout", "login"],
  ["/__simulator/sign-in", "login"],
  ["/channels", "streaming"],
  ["/directory", "apps"],
  ["/crm", "apps"],
  ["/analytics-ui", "apps"],
  ["/__simulator", "apps"],
];

/** Tells the services apart by host, and by path where the host is not one of Genesys'. */
export function destinationOf(url: URL): Destination {
  if (url.hostname === foreignHost) return { service: "foreign", region: undefined };
  const dot = url.hostname.indexOf(".");
  const region = regionDomains.find((domain) => domain === url.hostname.slice(dot + 1));
  if (region !== undefined) {
    return { service: services.find((service) => service === url.hostname.slice(0, dot)), region };
  }
  const match = byPath.find(([prefix]) => url.pathname.startsWith(prefix));
  return { service: match?.[1], region: undefined };
}

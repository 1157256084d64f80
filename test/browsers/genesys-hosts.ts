import { regionDomains } from "../../src/genesys/regions.ts";

/** Whether a host belongs to one of the 18 regions: `api.`, `login.`, `apps.`, `streaming.` or whatever stands before. */
export function isGenesysHost(host: string): boolean {
  return regionDomains.some((domain) => host.endsWith(`.${domain}`));
}

/** Chromium's `--host-resolver-rules`: Genesys leads to the port, loopback is left alone, nothing else resolves. */
export function hostResolverRules(port: number): string {
  const maps = regionDomains.map((domain) => `MAP *.${domain} 127.0.0.1:${port}`);
  return [...maps, "MAP * ~NOTFOUND", "EXCLUDE 127.0.0.1", "EXCLUDE localhost"].join(", ");
}

/** Whether an address is one of a region's sign-in hosts. */
export function isLoginAddress(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return hostname.startsWith("login.") && isGenesysHost(hostname);
}

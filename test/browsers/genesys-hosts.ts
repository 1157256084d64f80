import { regionDomains } from "../../src/genesys/regions.ts";
import { foreignHost } from "../simulator/regions.ts";

/** Whether a host belongs to one of the 18 regions: `api.`, `login.`, `apps.`, `streaming.` or whatever stands before. */
export function isGenesysHost(host: string): boolean {
  return regionDomains.some((domain) => host.endsWith(`.${domain}`));
}

/** Whether the simulator answers at a host: Genesys' and, for embedded clients and hostile pages, one foreign host. */
export function isSimulatedHost(host: string): boolean {
  return isGenesysHost(host) || host === foreignHost;
}

/** Chromium's `--host-resolver-rules`: what is simulated leads to the port, loopback is left alone, nothing else resolves. */
export function hostResolverRules(port: number): string {
  const hosts = [...regionDomains.map((domain) => `*.${domain}`), foreignHost];
  const maps = hosts.map((host) => `MAP ${host} 127.0.0.1:${port}`);
  return [...maps, "MAP * ~NOTFOUND", "EXCLUDE 127.0.0.1", "EXCLUDE localhost"].join(", ");
}

/** Whether an address is one of a region's sign-in hosts. */
export function isLoginAddress(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return hostname.startsWith("login.") && isGenesysHost(hostname);
}

import { describe, expect, it } from "vitest";
import { isRegionDomain, regionDomains, regionHosts, regions } from "../../../src/genesys/regions.ts";
import { regionDomains as simulated } from "../../simulator/regions.ts";

describe("The regions", () => {
  it("are the eighteen of Genesys' own SDK, as the simulator has them too", () => {
    expect(regionDomains).toHaveLength(18);
    expect(new Set(regionDomains)).toEqual(new Set(simulated));
  });

  it("have a name and a place each, and no two the same", () => {
    expect(new Set(regions.map(({ name, place }) => `${name} ${place}`)).size).toBe(18);
    for (const { name, place } of regions) expect([name, place]).toEqual([name.trim(), place.trim()]);
  });

  it.each(regionDomains)("%s has its four hosts", (domain) => {
    expect(regionHosts(domain)).toEqual({
      api: `api.${domain}`,
      login: `login.${domain}`,
      apps: `apps.${domain}`,
      streaming: `streaming.${domain}`,
    });
    expect(isRegionDomain(domain)).toBe(true);
  });

  it.each([
    "",
    "mypurecloud",
    "MYPURECLOUD.COM",
    " mypurecloud.com",
    "api.mypurecloud.com",
    "mypurecloud.com.evil.example",
  ])("“%s” is none of them", (text) => {
    expect(isRegionDomain(text)).toBe(false);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { interactionOnPage, mayHoldRoster } from "../../../src/content/interaction-page.ts";
import { regionDomains } from "../../../src/genesys/regions.ts";

const id = "7c2f1f0e-6d1b-4a7f-9f53-0c1d2e3f4a5b";
const tab = "0b0b0b0b-1111-4222-8333-444455556666";

/** Every route of agent-ui-and-peers.md A2 that has the id. */
const pages = [
  `/directory/#/engage/admin/interactions/${id}`,
  `/directory/#/engage/admin/interactions/${id}/qualitySummary`,
  `/directory/#/analytics/interactions/${id}/admin`,
  `/directory/#/analytics/interactions/${id}`,
  `/directory/#/analytics/interactions/${id}/admin?tabId=${tab}`,
  `/directory/#/analytics/interactions/${id}/admin/timeline?tabId=${tab}`,
  `/directory/#/analytics/interactions/${id.toUpperCase()}/admin`,
  `/directory/index.html#/analytics/interactions/${id}/admin`,
  `/directory/?lang=de#/engage/admin/interactions/${id}`,
  `/directory/?conversationId=${id}`,
  `/directory/?lang=de&conversationId=${id}#/`,
  `/analytics-ui/#/interactions/${id}/admin`,
  `/analytics-ui/index.html?x=1#/interactions/${id}?tabId=${tab}`,
];

/** Every other route of A2, and what else holds a UUID that is no conversation's. */
const traps = [
  "/",
  "/directory/",
  "/directory/#/analytics",
  "/directory/#/analytics/interactions",
  `/directory/#/analytics/interactions?tabId=${id}`,
  `/directory/#/analytics/interactions?end=1&externalContact=externalContact%3A${id}&hasMedia=true&mediaType=message&start=0`,
  `/directory/#/analytics/dashboards/${id}`,
  `/directory/#/analytics/queues/${id}`,
  `/directory/#/analytics?tabId=${id}`,
  "/directory/#/activity",
  "/directory/#/activity/schedule",
  `/directory/#/activity?tabId=${id}`,
  `/directory/#/person/${id}`,
  `/directory/#/apps/${id}`,
  `/directory/#/apps/${id}?conversationId=${id}`,
  `/directory/#/admin/routing/queues/${id}`,
  `/directory/#/admin/interactions/${id}`,
  "/directory/#/engage/reports",
  `/directory/#/engage/telephonyAdmin/phones/${id}`,
  `/directory/#/engage/admin/queues/${id}`,
  `/directory/conversations/${id}`,
  `/directory/interactions/${id}`,
  `/directory/#/analytics/interactions/${id}0/admin`,
  `/directory/#/analytics/interactions/${id.slice(1)}/admin`,
  `/directory/#/analytics/interactions/undefined/admin?tabId=${id}`,
  `/directory/#/analytics/interactions/%22${id}%22/admin`,
  `/directory/#/x/analytics/interactions/${id}`,
  `/directory/#/interactions/${id}`,
  `/directory/?conversationId=${id}#/activity`,
  `/directory/?conversationId=${id}#/person/${tab}`,
  `/directory/?conversationId=%7B%7BgcConversationId%7D%7D`,
  `/directory/?conversationId=${id}&conversationId=${tab}`,
  `/directory-x/#/analytics/interactions/${id}`,
  `/analytics-ui/#/dashboards/${id}`,
  `/analytics-ui/#/analytics/interactions/${id}`,
  `/analytics-ui/?conversationId=${id}`,
  `/crm/embeddableFramework.html?parentDomain=x#/analytics/interactions/${id}`,
  `/crm/index.html?crm=framework-local-secure&conversationId=${id}`,
  `/crm/salesforce/index.html`,
  `/crm/interaction.html?id=${id}`,
  `/messaging-gadget/messaging-gadget.html?conversationId=${id}`,
  `/scripter/?conversationId=${id}`,
];

describe.each(regionDomains)("In the agent UI of %s", (domain) => {
  it.each(pages)("%s shows the interaction", (path) => {
    expect(interactionOnPage(`https://apps.${domain}${path}`)).toBe(id);
  });

  it.each(traps)("%s shows none", (path) => {
    expect(interactionOnPage(`https://apps.${domain}${path}`)).toBeNull();
  });

  it.each(["login", "api", "streaming", "www"])(
    "no host but apps. is listened to, and no other scheme or port: %s",
    (name) => {
      const path = `/directory/#/analytics/interactions/${id}/admin`;
      expect(interactionOnPage(`https://${name}.${domain}${path}`)).toBeNull();
      expect(interactionOnPage(`http://apps.${domain}${path}`)).toBeNull();
      expect(interactionOnPage(`https://apps.${domain}:8443${path}`)).toBeNull();
      expect(interactionOnPage(`https://apps.${domain}.evil.example${path}`)).toBeNull();
      expect(interactionOnPage(`https://evil.example/https://apps.${domain}${path}`)).toBeNull();
    },
  );
});

it("A roster is looked for in the shell and in the embedded client only", () => {
  const apps = "https://apps.usw2.pure.cloud";
  for (const path of ["/directory/", "/directory/#/x", "/directory", "/crm/index.html?crm=x"]) {
    expect(mayHoldRoster(`${apps}${path}`)).toBe(true);
  }
  for (const path of ["/", "/analytics-ui/#/dashboards", "/messaging-gadget/x.html", "/directory-x/"]) {
    expect(mayHoldRoster(`${apps}${path}`)).toBe(false);
  }
  expect(mayHoldRoster("about:blank")).toBe(false);
});

describe("Whatever stands in the address bar,", () => {
  const piece = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.uuid(),
    fc.constantFrom(
      "/directory/",
      "/analytics-ui/",
      "#/",
      "#",
      "analytics/",
      "engage/admin/",
      "interactions/",
      "/admin",
    ),
    fc.constantFrom(
      "?tabId=",
      "?conversationId=",
      "&",
      "person/",
      "apps/",
      "dashboards/",
      "externalContact%3A",
      "%22",
      "%",
    ),
  );
  const origin = fc.constantFrom(
    "https://apps.mypurecloud.de",
    "https://apps.use2.us-gov-pure.cloud",
    "https://evil.example",
    "",
  );
  /** The two places in which an id may stand, said once more and in another way than the source does. */
  function mayBe(address: string, found: string): boolean {
    const lower = address.toLowerCase();
    const routes = [
      `#/analytics/interactions/${found}`,
      `#/engage/admin/interactions/${found}`,
      `#/interactions/${found}`,
    ];
    return routes.some((route) => lower.includes(route)) || lower.includes(`conversationid=${found}`);
  }

  it("nothing is thrown and no id is made up, 10,000 times", () => {
    fc.assert(
      fc.property(origin, fc.array(piece, { maxLength: 9 }), (start, pieces) => {
        const address = start + pieces.join("");
        const found = interactionOnPage(address);
        if (found === null) return;
        expect(start).toMatch(/^https:\/\/apps\./);
        expect(mayBe(address, found)).toBe(true);
      }),
      { numRuns: 10_000 },
    );
  });

  it("a page's id is found among noise, and never the UUID beside it", () => {
    const noise = fc.array(fc.constantFrom("lang=de", "x=%22", "tabId="), { maxLength: 3 });
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), noise, fc.constantFrom(...regionDomains), (wanted, beside, query, domain) => {
        const tail = `?${query.join("&")}&tabId=${beside}`;
        const address = `https://apps.${domain}/directory/${tail}#/analytics/interactions/${wanted}/admin${tail}`;
        expect(interactionOnPage(address)).toBe(wanted);
        expect(interactionOnPage(address.replace("interactions/", "dashboards/"))).toBeNull();
      }),
      { numRuns: 1_000 },
    );
  });
});

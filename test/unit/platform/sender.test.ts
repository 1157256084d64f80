import { describe, expect, it } from "vitest";
import { classifySender, type OwnIdentity, type SenderFacts } from "../../../src/platform/sender.ts";

const chromium: OwnIdentity = {
  extensionId: "bcmjamihdcckdifbgdcjfbbkdfineeag",
  extensionUrl: "chrome-extension://bcmjamihdcckdifbgdcjfbbkdfineeag/",
  contentOrigins: new Set(["https://apps.mypurecloud.de", "https://apps.use2.us-gov-pure.cloud"]),
};
const firefox: OwnIdentity = {
  extensionId: "calltag@example.org",
  extensionUrl: "moz-extension://0b1c2d3e-0000-4000-8000-00000000abcd/",
  contentOrigins: chromium.contentOrigins,
};
const { extensionId: id, extensionUrl: base } = chromium;
const tab = { id: 7 };
const genesys = "https://apps.mypurecloud.de/directory/#/interactions";

describe("A page of Calltag", () => {
  it.each([
    ["Chromium's popup: neither tab nor frame", { id, url: `${base}src/popup/index.html` }],
    ["Chromium's side panel", { id, url: `${base}src/popup/panel.html` }],
    ["a page in a tab", { id, url: `${base}src/options/index.html`, tab, frameId: 0 }],
    ["with a hash and a query", { id, url: `${base}src/popup/index.html?x=1#y`, tab, frameId: 0 }],
  ] satisfies [string, SenderFacts][])("is one: %s", (_, sender) => {
    expect(classifySender(sender, chromium)).toBe("pages");
  });

  it.each([
    ["popup", { id: firefox.extensionId, url: `${firefox.extensionUrl}src/popup/index.html`, frameId: 0 }],
    ["sidebar", { id: firefox.extensionId, url: `${firefox.extensionUrl}src/popup/panel.html`, frameId: 0 }],
    ["tab", { id: firefox.extensionId, url: `${firefox.extensionUrl}src/options/index.html`, tab, frameId: 0 }],
  ] satisfies [string, SenderFacts][])("is one in Firefox: %s", (_, sender) => {
    expect(classifySender(sender, firefox)).toBe("pages");
  });

  it.each([
    ["in a frame of somebody's page", { id, url: `${base}src/popup/index.html`, tab, frameId: 3 }],
    ["of another extension", { id: "another", url: `${base}src/popup/index.html` }],
    ["without an id", { url: `${base}src/popup/index.html` }],
    ["at another extension's address", { id, url: "chrome-extension://another/src/popup/index.html" }],
    ["at an address that begins like ours", { id, url: `${base.slice(0, -1)}evil/src/popup/index.html` }],
    ["with our address in its own", { id, url: `https://evil.example/${base}`, tab, frameId: 0 }],
  ] satisfies [string, SenderFacts][])("is none %s", (_, sender) => {
    expect(classifySender(sender, chromium)).toBeNull();
  });
});

describe("The content script", () => {
  it.each([
    ["in the top frame", { id, url: genesys, tab, frameId: 0 }],
    ["in a frame of the page", { id, url: "https://apps.mypurecloud.de/crm/", tab, frameId: 12 }],
    ["in another region", { id, url: "https://apps.use2.us-gov-pure.cloud/directory/", tab, frameId: 0 }],
    ["at the port that https has anyway", { id, url: "https://apps.mypurecloud.de:443/directory/", tab, frameId: 0 }],
  ] satisfies [string, SenderFacts][])("is one %s", (_, sender) => {
    expect(classifySender(sender, chromium)).toBe("content");
  });

  it.each([
    "https://example.org/",
    "http://apps.mypurecloud.de/directory/",
    "https://apps.mypurecloud.de.evil.example/directory/",
    "https://evil.example/apps.mypurecloud.de",
    "https://apps.mypurecloud.de@evil.example/",
    "https://evilapps.mypurecloud.de/",
    "https://login.mypurecloud.de/",
    "https://api.mypurecloud.de/",
    "https://apps.mypurecloud.de:8443/directory/",
    "https://apps.mypurecloud.de./directory/",
    "https://apps.mypurecloud.ie/",
    "file:///home/apps.mypurecloud.de",
    "data:text/html,https://apps.mypurecloud.de",
    "blob:https://evil.example/7c2f1f0e",
    "about:blank",
    "about:srcdoc",
    "javascript:void 0",
    "apps.mypurecloud.de",
    "",
    " ",
  ])("is none at “%s”", (url) => {
    expect(classifySender({ id, url, tab, frameId: 0 }, chromium)).toBeNull();
  });

  it.each([
    ["of another extension", { id: "another", url: genesys, tab, frameId: 0 }],
    ["without an id", { url: genesys, tab, frameId: 0 }],
    ["without an address", { id, tab, frameId: 0 }],
    ["without a tab", { id, url: genesys, frameId: 0 }],
    ["of a tab without an id", { id, url: genesys, tab: {}, frameId: 0 }],
    ["without a frame", { id, url: genesys, tab }],
    ["of which nothing is known", {}],
  ] satisfies [string, SenderFacts][])("is none %s", (_, sender) => {
    expect(classifySender(sender, chromium)).toBeNull();
  });
});

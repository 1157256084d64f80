import { expect, it } from "vitest";
import { regionDomains, regionHosts } from "../../../src/genesys/regions.ts";
import { classifySender, type SenderFacts } from "../../../src/platform/sender.ts";
import { geckoId, geckoOrigin } from "../../browsers/extension-ids.ts";

const own = {
  extensionId: geckoId,
  extensionUrl: `${geckoOrigin}/`,
  contentOrigins: new Set(regionDomains.map((domain) => `https://${regionHosts(domain).apps}`)),
};

/** What Firefox ESR 153.7 said of senders: logged by a probe extension of the same id, 2026-11-23; nothing is left out but other members. */
const captured: { who: string; sender: SenderFacts; is: "pages" | "content" | null }[] = [
  { who: "the sidebar or popup", sender: { id: geckoId, url: `${geckoOrigin}/src/popup/index.html` }, is: "pages" },
  {
    who: "the options page in a tab",
    sender: { id: geckoId, url: `${geckoOrigin}/src/options/index.html`, tab: { id: 2 }, frameId: 0 },
    is: "pages",
  },
  {
    who: "the content script in the agent UI",
    sender: { id: geckoId, url: "https://apps.mypurecloud.de/directory/?user=anna", tab: { id: 3 }, frameId: 0 },
    is: "content",
  },
  {
    who: "the content script in a frame of it",
    sender: { id: geckoId, url: "https://apps.mypurecloud.de/crm/index.html", tab: { id: 3 }, frameId: 17_179_869_185 },
    is: "content",
  },
  {
    who: "a page of ours that a web page framed",
    sender: { id: geckoId, url: `${geckoOrigin}/src/popup/index.html`, tab: { id: 3 }, frameId: 17_179_869_186 },
    is: null,
  },
  {
    who: "a page of ours framed in a page of ours",
    sender: { id: geckoId, url: `${geckoOrigin}/src/options/index.html`, tab: { id: 4 }, frameId: 6_442_450_945 },
    is: null,
  },
];

it.each(captured)("$who, as Firefox reports it, counts as $is", ({ sender, is }) => {
  expect(classifySender(sender, own)).toBe(is);
});

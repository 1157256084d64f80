import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conversationIdIn } from "../../../src/protocol/conversation-link.ts";

const id = "7c2f1f0e-6d1b-4a7f-9f53-0c1d2e3f4a5b";
const other = "0b0b0b0b-1111-4222-8333-444455556666";
const host = "https://apps.mypurecloud.de";
const page = `${host}/directory/#/analytics/interactions/${id}/admin`;

describe("The conversation that a pasted text names", () => {
  it.each([
    ["a bare id", id],
    ["an id in capitals", id.toUpperCase()],
    ["an id with spaces and line breaks around it", `\n  ${id}\t`],
    ["an id in quotes", `"${id}"`],
    ["an id in typographic quotes", `„${id}“`],
    ["an id in brackets with a full stop", `(${id}).`],
    ["an id with its label", `Conversation ID: ${id}`],
    ["an id with stray %22", `%22${id}%22`],
    ["the newer page", page],
    ["the newer page in a workspace tab", `${page}?tabId=${other}`],
    ["its timeline", `${page}/timeline?tabId=${other}`],
    ["the older page", `${host}/directory/#/engage/admin/interactions/${id}`],
    ["the older page's quality tab", `${host}/directory/#/engage/admin/interactions/${id}/qualitySummary`],
    ["a link in quotes", `"${page}"`],
    ["a link in angle brackets", `<${page}>`],
    ["a link with %22 around its id", `${host}/directory/#/analytics/interactions/%22${id}%22/admin`],
    ["a link that ends with %22", `${host}/directory/#/engage/admin/interactions/${id}%22`],
    ["a link without its scheme", page.replace("https://", "")],
    ["a sentence with a link", `Please look at ${page}, thank you!`],
    ["an HTML link", `<a href="${page}">call</a>`],
    ["the same link twice", `${page} ${page}`],
    ["a link of a client app", `https://crm.example/pop?lang=de&conversationId=${id}&x=1`],
    ["a link of a client app that quotes", `https://crm.example/pop?gcConversationId=%22${id}%22`],
    ["another spelling of the parameter", `https://crm.example/pop?gc_conversationid=${id}`],
    ["the analytics frame's own address", `${host}/analytics-ui/#/interactions/${id}/admin`],
    ["a link that a mail gateway wrapped", `https://safe.example/?url=${encodeURIComponent(page)}&data=05`],
    ["a page's link with an id beside it", `${id} ${page}`],
  ])("is found in %s", (_, text) => {
    expect(conversationIdIn(text)).toBe(id);
  });

  it.each([
    ["nothing", ""],
    ["words", "the call of this morning"],
    ["an id that lacks a digit", id.slice(1)],
    ["an id with a digit more", `${id}0`],
    ["a placeholder that nobody filled in", "https://crm.example/?conversationId={{gcConversationId}}"],
    ["a workspace tab", `${host}/directory/#/analytics?tabId=${id}`],
    [
      "a contact in a list's filter",
      `${host}/directory/#/analytics/interactions?externalContact=externalContact%3A${id}`,
    ],
    ["a contact alone", `externalContact:${id}`],
    ["a person", `${host}/directory/#/person/${id}`],
    ["an app", `${host}/directory/#/apps/${id}`],
    ["a dashboard", `${host}/directory/#/analytics/dashboards/${id}`],
    ["a queue", `${host}/directory/#/admin/routing/queues/${id}`],
    ["a page whose id is none", `${host}/directory/#/analytics/interactions/undefined/admin?tabId=${id}`],
    ["two different ids", `${id} ${other}`],
    ["two different links", `${page} ${page.replace(id, other)}`],
    ["an address with two ids", `https://crm.example/?conversationId=${id}&pcConversationId=${other}`],
    ["a broken escape", `https://crm.example/%E0%A4%A?tab=${id}`],
  ])("is not guessed from %s", (_, text) => {
    expect(conversationIdIn(text)).toBeNull();
  });

  it("is never made up, whatever is pasted", () => {
    const piece = fc.oneof(
      fc.string(),
      fc.uuid(),
      fc.constantFrom("%22", '"', "#/", "?", "&", "conversationId=", "/interactions/", "%", "tabId=", "<", "analytics"),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join("");
        const found = conversationIdIn(text);
        expect(
          found === null ||
            text
              .replaceAll(/%22|%27|["'`]/g, "")
              .toLowerCase()
              .includes(found),
        ).toBe(true);
      }),
      { numRuns: 10_000 },
    );
  });

  it("is looked for in a flood of text without delay", () => {
    expect(conversationIdIn(`${"a?conversationid=".repeat(1_000_000)}${id}`)).toBeNull();
  });
});

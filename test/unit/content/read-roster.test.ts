import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { readRoster, rosterNode } from "../../../src/content/read-roster.ts";
import { longestHintText } from "../../../src/protocol/page-hint.ts";

/** As the page that is shown: only there an element can be seen. */
function shownPage(html: string): Document {
  document.body.innerHTML = html;
  return document;
}
function page(html: string): Document {
  const made = document.implementation.createHTMLDocument("");
  made.body.innerHTML = html;
  return made;
}
const item = (name: string, queue: string, classes = "is-selected"): string =>
  `<div class="interaction-group ember-view ${classes}"><div class="interaction-name-wrapper"><div class="participant-name"><span>${name}</span></div></div><div class="int-queue">${queue}</div></div>`;
const area = (name: string): string =>
  `<div class="selected-interaction-container"><div class="acd-interaction"><header><div class="interaction-name">${name}</div></header></div></div>`;
const answer = `<div class="messenger-shown"><div class="messenger-message">Incoming</div><button data-action="answerInteraction">Answer</button></div>`;

afterEach(() => {
  document.body.replaceChildren();
});

describe("The roster", () => {
  it.each([
    ["is empty on a page of something else", "<p>Hello</p>", [null, null, false, false]],
    ["is idle", `<div class="interaction-queue-status-container">Waiting</div>`, [null, null, false, true]],
    ["has one item, selected", item("Ada Lovelace", "Billing"), ["Ada Lovelace", "Billing", false, true]],
    ["has one item, not selected", item("Ada", "Billing", ""), [null, null, false, true]],
    ["has several", item("Ada", "Billing", "") + item("Berta", "Sales"), ["Berta", "Sales", false, true]],
    [
      "has the name as a heading",
      `<div class="interaction-group is-selected"><h3 class="participant-name">Ada</h3></div>`,
      ["Ada", null, false, true],
    ],
    ["is broken over lines", item("\n  Ada \n Lovelace ", "\tBilling\n"), ["Ada Lovelace", "Billing", false, true]],
    ["rings, unselected", item("Ada", "Billing", "") + answer, [null, null, true, true]],
    ["rings, selected", item("Ada", "Billing") + answer, ["Ada", "Billing", true, true]],
    [
      "has an answer button elsewhere",
      `<button data-action="answerInteraction">Answer</button>`,
      [null, null, false, false],
    ],
    [
      "has a name and the interaction another spelling",
      item("Ada", "Billing") + area("ADA"),
      ["Ada", "Billing", false, true],
    ],
    [
      "is in a closed panel",
      `<div class="command-panel agent panel-not-active">${item("Ada", "")}</div>`,
      ["Ada", null, false, true],
    ],
    ["has no text", item("  ", ""), [null, null, false, true]],
    [
      "has markup for a name",
      item("&lt;img src=x onerror=alert(1)&gt;", "Q"),
      ["<img src=x onerror=alert(1)>", "Q", false, true],
    ],
  ])("%s", (_, html, [name, queue, isRinging, hasSelectors]) => {
    expect(readRoster(page(html))).toEqual({ name, queue, isRinging, hasSelectors });
  });

  it.each([
    ["alone is there", area("Ada"), "Ada"],
    [
      "is one of several: the first that can be seen",
      `<div style="display:none">${area("Old")}</div>${area("Ada")}${area("Late")}`,
      "Ada",
    ],
    ["is not to be seen", `<div style="display:none">${area("Old")}</div>`, null],
  ])("is gone, and the interaction %s", (_, html, name) => {
    expect(readRoster(shownPage(html))).toEqual({ name, queue: null, isRinging: false, hasSelectors: true });
  });

  it("is cut to a bounded length", () => {
    const { name, queue } = readRoster(page(item("a".repeat(100_000), "b".repeat(100_000))));
    expect([name?.length, queue?.length]).toEqual([longestHintText, longestHintText]);
  });

  it("is watched in the narrowest node that there is", () => {
    expect(rosterNode(page("<p></p>"))).toBeNull();
    const panel = `<div class="command-panel agent"><div class="interactions chat-container"></div></div>`;
    expect(rosterNode(page(panel))?.className).toBe("interactions chat-container");
    expect(rosterNode(page(`<div class="command-panel agent"></div>`))?.className).toBe("command-panel agent");
  });

  it("is watched in what its items have around them, where no such node is there, or another has its name", () => {
    const rows = `<ul id="rows"><li>${item("Ada", "")}</li><li>${item("Berta", "", "")}</li></ul>`;
    expect(rosterNode(page(rows))?.id).toBe("rows");
    expect(rosterNode(page(`<div class="command-panel agent"></div>${rows}`))?.id).toBe("rows");
    expect(rosterNode(page(`<div id="around">${area("Ada")}</div>`))?.id).toBe("around");
  });
});

it("Whatever the page is, nothing is thrown, nothing changed, and nothing but its own words told, 10,000 times", () => {
  const classes = fc.constantFrom(
    ...["interaction-group", "is-selected", "interaction-group is-selected", "participant-name", "int-queue", "x"],
    ...["selected-interaction-container", "messenger-shown", "command-panel agent", "interactions chat-container"],
  );
  const attribute = fc.constantFrom(
    "",
    ' data-action="answerInteraction"',
    ' data-conversation-id="7c2f1f0e"',
    " hidden",
  );
  const word = fc.oneof(fc.uuid(), fc.stringMatching(/^[a-zA-ZäöüÄ0-9 +.-]{0,20}$/));
  const within = (depth: number): fc.Arbitrary<string> => {
    const children = depth === 0 ? fc.constant([]) : fc.array(within(depth - 1), { maxLength: 3 });
    return fc
      .tuple(classes, attribute, word, children, fc.boolean())
      .map(
        ([name, extra, text, nodes, isClosed]) =>
          `<div class="${name}"${extra}>${text}${nodes.join("")}${isClosed ? "</div>" : ""}`,
      );
  };
  const made = document.implementation.createHTMLDocument("");
  fc.assert(
    fc.property(within(3), (html) => {
      made.body.innerHTML = html;
      const before = made.body.innerHTML;
      const { name, queue, isRinging, hasSelectors } = readRoster(made);
      rosterNode(made);
      expect(made.body.innerHTML).toBe(before);
      const words = made.body.textContent.replaceAll(/\s+/g, " ");
      for (const told of [name, queue]) expect(told === null || words.includes(told)).toBe(true);
      if (name !== null || queue !== null || isRinging) expect(hasSelectors).toBe(true);
    }),
    { numRuns: 10_000 },
  );
}, 60_000);

import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { longNames, longValue, rightToLeft } from "../pictures/many-attributes.ts";
import { type PopupPage, popupPage } from "./popup-page.ts";
import { type Seat, takeSeat } from "./seat.ts";

/** As narrow as a side panel can be drawn, and as wide as one is of use. */
const widths = [280, 900];

/** Runs in the page: what would have to be scrolled sideways to be seen, and what lies outside. */
function tooWide(): string[] {
  const { clientWidth: width } = document.documentElement;
  const named = (element: Element): string => `${element.tagName.toLowerCase()}.${element.className}`;
  const seen = [...document.querySelectorAll("*")].filter((element) => element.getClientRects().length > 0);
  const scrolling = seen.filter((element) => {
    const { overflowX, position } = getComputedStyle(element);
    // A line of text scrolls by its caret; what is there for screen readers alone is a pixel wide.
    const isMeant = element instanceof HTMLInputElement || overflowX === "hidden" || overflowX === "clip";
    return !isMeant && position !== "absolute" && overflowX !== "visible" && element.scrollWidth > element.clientWidth;
  });
  const outside = seen.filter((element) => {
    const { left, right } = element.getBoundingClientRect();
    return element.matches("button, input, textarea, select, a, [tabindex]") && (left < 0 || right > width);
  });
  return [
    ...(document.documentElement.scrollWidth > width ? ["the page"] : []),
    ...scrolling.map((element) => `${named(element)} scrolls`),
    ...outside.map((element) => `${named(element)} is outside`),
  ];
}

async function foundAt(page: Page, width: number): Promise<string[]> {
  await page.setViewport({ width, height: 900 });
  return page.evaluate(tooWide);
}

describe("Docked, nothing has to be scrolled sideways", () => {
  let seat: Seat;
  let panel: PopupPage;

  beforeAll(async () => {
    seat = await takeSeat();
    await seat.arrive("mypurecloud.de").then((popup) => seat.browser.closePopup(popup.page));
    panel = popupPage(await seat.browser.openPanel());
    await panel.waitForText("No call");
  });
  afterAll(async () => {
    await seat.end();
  });

  it.each(widths)("at %i px without a call", async (width) => {
    expect(await foundAt(panel.page, width)).toEqual([]);
  });

  const calls = [
    { what: "54 attributes", attributes: undefined, first: "CallerType" },
    { what: "names of 120 characters", attributes: longNames, first: "Short" },
    { what: "a value of 8 KB", attributes: longValue, first: "Before" },
    { what: "right-to-left values", attributes: rightToLeft, first: "ANI" },
  ];
  it.each(calls)(
    "with $what, edited and in conflict, left to right and right to left",
    async ({ attributes, first }) => {
      const { control } = seat.simulator;
      control.placeCall({
        ...(attributes === undefined ? { fixture: 0 } : { attributes }),
        ...{ callerName: "N".repeat(120), queue: "Q".repeat(120) },
      });
      await panel.waitForRow(first, { state: "saved" });
      await panel.type(first, "mine".repeat(40));
      await panel.waitForRow(first, { state: "edited" });
      control.setAttributes({ attributes: { [first]: "theirs".repeat(40) } });
      await panel.waitForRow(first, { state: "conflict" });
      for (const direction of ["rtl", "ltr"]) {
        await panel.page.evaluate((direction) => {
          document.documentElement.dir = direction;
        }, direction);
        for (const width of widths)
          expect({ width, found: await foundAt(panel.page, width) }).toEqual({ width, found: [] });
      }
      await panel.click("Take theirs");
      await panel.waitForRow(first, { state: "saved" });
      control.end({ wrapup: false });
      await panel.waitForText("The call has ended");
    },
  );
});

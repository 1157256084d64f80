import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rightToLeft } from "../pictures/many-attributes.ts";
import { type PopupPage, popupPage } from "./popup-page.ts";
import { type Seat, takeSeat } from "./seat.ts";

/** Runs in the page: on which side lines begin, in everything that says it itself. Chrome says `-webkit-right`. */
function sidesOf(selector: string): string[] {
  const sides = [...document.querySelectorAll(selector)].map((element) => {
    const { textAlign, direction } = getComputedStyle(element);
    if (textAlign !== "start") return textAlign.replace("-webkit-", "");
    return direction === "rtl" ? "right" : "left";
  });
  return [...new Set(sides)];
}

describe("Right to left as well as left to right", () => {
  let seat: Seat;
  let panel: PopupPage;

  beforeAll(async () => {
    seat = await takeSeat();
    const popup = await seat.arrive("mypurecloud.de");
    await seat.browser.closePopup(popup.page);
    panel = popupPage(await seat.browser.openPanel());
    seat.simulator.control.placeCall({ attributes: { ...rightToLeft, Empty: "" }, callerName: "ليلى حداد" });
    await panel.waitForRow("ANI", { state: "saved" });
    await panel.type("ANI", "+49 30 123456");
    seat.simulator.control.setAttributes({ attributes: { ANI: "عضو" } });
    await panel.waitForRow("ANI", { state: "conflict" });
  });
  afterAll(async () => {
    await seat.end();
  });

  it.each([
    { direction: "rtl", side: "right" },
    { direction: "ltr", side: "left" },
  ])("names, values and what is typed begin where the page's lines do ($direction)", async ({ direction, side }) => {
    const { page } = panel;
    await page.evaluate((direction) => {
      document.documentElement.dir = direction;
    }, direction);
    const fields = "[data-attribute] :is(input, textarea), [type=search]";
    expect(await page.evaluate(sidesOf, fields)).toEqual([side]);
    expect(await page.evaluate(sidesOf, ".conflict dd")).toEqual([side]);
  });
});

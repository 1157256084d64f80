import type { CDPSession } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PopupPage, popupPage } from "./popup-page.ts";
import { type Seat, takeSeat } from "./seat.ts";

/** What of a row's mark can be seen where every colour is the system's. */
interface Seen {
  readonly text: string;
  readonly drawing: string;
  readonly isReadable: boolean;
  /** At the beginning of the line. */
  readonly edge: string;
}

/** Runs in the page. */
function lookAtRow(row: Element): Seen {
  const mark = row.querySelector(".mark");
  const drawing = mark?.querySelector("svg");
  const { borderInlineStartWidth, borderInlineStartStyle } = getComputedStyle(row, "::before");
  const visible = mark && mark.getClientRects().length > 0;
  return {
    text: mark?.textContent ?? "",
    drawing:
      drawing && drawing.getBoundingClientRect().width > 0
        ? (drawing.querySelector("path")?.getAttribute("d") ?? "")
        : "",
    isReadable: visible === true && getComputedStyle(mark).color === getComputedStyle(document.body).color,
    edge: `${borderInlineStartWidth} ${borderInlineStartStyle}`,
  };
}

// No driver asks Firefox for these media; both browsers have the same style sheets (test/repo/reduced-motion.test.ts).
describe("For the eyes of whoever asks the system for it", () => {
  let seat: Seat;
  let panel: PopupPage;
  let session: CDPSession;

  async function ask(...features: { name: string; value: string }[]): Promise<void> {
    await session.send("Emulation.setEmulatedMedia", { features });
  }
  const look = (attribute: string): Promise<Seen> =>
    panel.page.$eval(`li[data-attribute=${JSON.stringify(attribute)}]`, lookAtRow);

  beforeAll(async () => {
    seat = await takeSeat();
    const popup = await seat.arrive("mypurecloud.de");
    await seat.browser.closePopup(popup.page);
    await seat.importConfiguration({ tags: { for: ["agent", "supervisor"] } });
    panel = popupPage(await seat.browser.openPanel());
    session = await panel.page.createCDPSession();
    seat.simulator.control.placeCall({ fixture: 0 });
    await panel.waitForRow("CallerType", { state: "saved" });
  });
  afterAll(async () => {
    await seat.end();
  });

  it("nothing moves with less motion, though a value changes elsewhere", async () => {
    const { control } = seat.simulator;
    const flashes = (): Promise<number> =>
      panel.page.$eval("li[data-attribute=CallerType]", (row) => row.getAnimations().length);
    await ask({ name: "prefers-reduced-motion", value: "no-preference" });
    control.setAttributes({ attributes: { CallerType: "Agency" } });
    await panel.waitForRow("CallerType", { value: "Agency" });
    expect(await flashes()).toBe(1);

    await ask({ name: "prefers-reduced-motion", value: "reduce" });
    control.setAttributes({ attributes: { CallerType: "Member" } });
    await panel.waitForRow("CallerType", { value: "Member" });
    await panel.page.hover("button.avatar");
    expect(await panel.page.evaluate(() => document.getAnimations().length)).toBe(0);
  });

  it("rows in forced colours are told apart by words, drawings and an edge", async () => {
    await ask({ name: "forced-colors", value: "active" });
    expect(await panel.page.evaluate(() => matchMedia("(forced-colors: active)").matches)).toBe(true);
    const { control } = seat.simulator;
    control.fault({ method: "PATCH", answer: { status: 400, body: { message: "No." } } });
    await panel.type("INQA_FIRST", "refused");
    await panel.save();
    await panel.waitForRow("INQA_FIRST", { state: "failed" });
    await panel.type("CallerType", "mine");
    control.setAttributes({ attributes: { CallerType: "theirs" } });
    await panel.waitForRow("CallerType", { state: "conflict" });
    await panel.type("INQA_LAST", "edited");
    await panel.waitForRow("INQA_LAST", { state: "edited" });

    const seen = await Promise.all(["INQA_FIRST", "CallerType", "INQA_LAST"].map(look));
    expect(seen.map(({ text }) => text)).toEqual(["Not saved", "Conflict", "Edited"]);
    expect(new Set(seen.map(({ drawing }) => drawing)).size).toBe(3);
    for (const one of seen) expect(one).toMatchObject({ isReadable: true, edge: "3px solid" });
    expect(await look("AboutTypeDesc")).toMatchObject({ text: "", drawing: "" });
  });

  it("tags that are given, and where the focus is, can be seen in forced colours", async () => {
    // Without motion, which would show the colours of before for a moment.
    await ask({ name: "forced-colors", value: "active" }, { name: "prefers-reduced-motion", value: "reduce" });
    await panel.click("Complaint");
    await panel.page.waitForSelector(".tag[aria-pressed=true]");
    // The pointer is still on the one that is given.
    const colours = await panel.page.$$eval(".tag", (tags) =>
      tags.map((tag) => ({ isGiven: tag.getAttribute("aria-pressed"), colour: getComputedStyle(tag).backgroundColor })),
    );
    const highlight = await panel.page.evaluate(() => {
      const sample = document.body.appendChild(document.createElement("span"));
      sample.style.setProperty("forced-color-adjust", "none");
      sample.style.setProperty("background-color", "Highlight");
      const { backgroundColor } = getComputedStyle(sample);
      sample.remove();
      return backgroundColor;
    });
    const given = new Set(colours.filter(({ isGiven }) => isGiven === "true").map(({ colour }) => colour));
    const free = new Set(colours.filter(({ isGiven }) => isGiven !== "true").map(({ colour }) => colour));
    expect(given).toEqual(new Set([highlight]));
    expect(free.size).toBe(1);
    expect(given).not.toEqual(free);

    await panel.page.keyboard.press("Tab");
    const outline = await panel.page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement ?? document.body);
      return `${outlineWidth} ${outlineStyle}`;
    });
    expect(outline).toBe("2px solid");
  });
});

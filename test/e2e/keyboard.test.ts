import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { KeyInput } from "puppeteer-core";
import { namedElement } from "../browsers/visible-element.ts";
import { waitUntil } from "../browsers/wait-until.ts";
import type { PopupPage } from "./popup-page.ts";
import { type Seat, takeSeat } from "./seat.ts";

const region = "mypurecloud.de";

describe("the main job by keyboard alone", () => {
  let seat: Seat;
  let popup: PopupPage;

  /** The attribute in whose row the focus is; else what has it. */
  const focused = (): Promise<string> =>
    popup.page.evaluate(() => {
      const at = document.activeElement;
      const row = at?.closest("[data-attribute]")?.getAttribute("data-attribute");
      return row ?? at?.getAttribute("aria-label") ?? at?.textContent ?? "";
    });
  const press = (key: KeyInput): Promise<void> => popup.page.keyboard.press(key);
  async function pressWithControl(key: KeyInput): Promise<void> {
    await popup.page.keyboard.down("Control");
    await press(key);
    await popup.page.keyboard.up("Control");
  }
  async function tabTo(what: string): Promise<void> {
    for (let steps = 0; (await focused()) !== what; steps += 1) {
      if (steps > 40) throw new Error(`No tab stop is ${what}`);
      await press("Tab");
    }
  }
  const patches = (): unknown[] =>
    seat.simulator.control.received({ method: "PATCH" }).map(({ body }) => JSON.parse(body ?? "") as unknown);

  beforeAll(async () => {
    seat = await takeSeat();
    await seat.setUp(region);
    popup = await seat.openPopup();
    await popup.button("Sign in");
  });
  afterAll(async () => {
    await seat.end();
  });

  it("signs in", async () => {
    await tabTo("Sign in");
    await press("Enter");
    const login = await seat.browser.loginPage();
    const anna = await namedElement(login, "button", "Anna Agent");
    await anna.focus();
    // The window closes before the key is up again.
    await login.keyboard.down("Enter").catch(() => undefined);
    await popup.waitForText("No call");
  });

  it("filters, walks, edits, saves by Enter, and the focus stays where it was", async () => {
    seat.simulator.control.placeCall({ fixture: 0 });
    await popup.waitForRow("CallerType", { value: "Member", state: "saved" });
    await press("/");
    await popup.page.keyboard.type("INQA_F");
    await waitUntil("the filter finds it", async () => (await popup.shownAttributes()).length === 1);
    await press("ArrowDown");
    expect(await focused()).toBe("INQA_FIRST");
    await popup.page.keyboard.type("A");
    await press("Enter");
    await popup.waitForRow("INQA_FIRST", { state: "saved" });
    expect(await focused()).toBe("INQA_FIRST");
    expect(patches()).toHaveLength(1);
  });

  it("keeps the focus when somebody else changes the row, and the filter is cleared by Escape", async () => {
    seat.simulator.control.setAttributes({ attributes: { INQA_FIRST: "SAM", INQA_LAST: "SAMPLE" } });
    await popup.waitForRow("INQA_FIRST", { state: "saved" });
    expect(await focused()).toBe("INQA_FIRST");
    await tabTo("Filter attributes").catch(async () => {
      await popup.page.keyboard.down("Shift");
      for (let steps = 0; (await focused()) !== "Filter attributes" && steps < 40; steps += 1) await press("Tab");
      await popup.page.keyboard.up("Shift");
    });
    await press("Escape");
    await waitUntil("all rows are shown", async () => (await popup.shownAttributes()).length === 54);
    expect(await focused()).toBe("Filter attributes");
  });

  it("walks down and up, reverts by Escape, saves two by Ctrl+S, and takes them back by Ctrl+Z", async () => {
    const [first = "", second = ""] = await popup.shownAttributes();
    await press("ArrowDown");
    await popup.page.keyboard.type("x");
    await popup.waitForRow(first, { state: "edited" });
    await press("Escape");
    await popup.waitForRow(first, { state: "saved" });
    expect(await focused()).toBe(first);
    await popup.page.keyboard.type("y");
    await press("ArrowDown");
    expect(await focused()).toBe(second);
    await popup.page.keyboard.type("z");
    await press("ArrowUp");
    expect(await focused()).toBe(first);
    seat.simulator.control.clearReceived();
    await pressWithControl("s");
    await popup.waitForRow(first, { state: "saved" });
    await popup.waitForRow(second, { state: "saved" });
    expect(await focused()).toBe(first);
    expect(patches()).toHaveLength(1);
    // On the row's copy button: in a text the browser's own undo has the key.
    await press("Tab");
    await pressWithControl("z");
    await waitUntil("the save is taken back", () => patches().length === 2);
  });

  it("shows what the keys do, and gives the focus back", async () => {
    const before = await focused();
    await press("?");
    await popup.waitForText("Go from row to row");
    await press("Escape");
    await waitUntil("the focus is back", async () => (await focused()) === before);
  });
});

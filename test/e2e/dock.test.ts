import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { visibleElement } from "../browsers/visible-element.ts";
import { waitUntil } from "../browsers/wait-until.ts";
import { popupPage } from "./popup-page.ts";
import { type Seat, signedInSeat } from "./seat.ts";

describe("Dock at the side", () => {
  let seat: Seat;

  beforeAll(async () => {
    seat = await signedInSeat("mypurecloud.de");
    seat.simulator.control.placeCall({ fixture: 0 });
  });
  afterAll(async () => {
    await seat.end();
  });

  it("in the popup's menu opens Calltag at the side of the window", async () => {
    const popup = await seat.openPopup();
    await popup.waitForRow("CallerType", { value: "Member" });
    expect(await seat.browser.isDocked()).toBe(false);
    await (await visibleElement(popup.page, "button.avatar")).click();
    // The popup closes under the pointer.
    await popup.click("Dock at the side").catch(() => undefined);
    await waitUntil("the browser shows it docked", () => seat.browser.isDocked());
  });

  it("leaves a view in which the job can be done, where a driver reaches it", async () => {
    // No driver reaches into Firefox' sidebar: there its page is driven in a tab (the other specifications).
    const page = await (seat.browser.dockedPanel?.() ?? seat.browser.openPanel());
    const panel = popupPage(page);
    await panel.waitForRow("CallerType", { value: "Member", state: "saved" });
    await panel.type("CallerType", "Broker");
    await panel.save();
    await panel.waitForRow("CallerType", { value: "Broker", state: "saved" });
    // Docked already: it does not offer it.
    await (await visibleElement(page, "button.avatar")).click();
    expect(await panel.text()).toContain("Settings");
    expect(await panel.text()).not.toContain("Dock at the side");
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PopupPage } from "./popup-page.ts";
import { type Seat, takeSeat } from "./seat.ts";

describe("a call that ended while the browser was down", () => {
  let seat: Seat;
  let popup: PopupPage;

  beforeAll(async () => {
    seat = await takeSeat();
    popup = await seat.arrive("mypurecloud.de");
    seat.simulator.control.placeCall({ fixture: 0 });
    await popup.waitForRow("CallerType", { value: "Member", state: "saved" });
  });
  afterAll(async () => {
    await seat.end();
  });

  it("leaves what was typed on it to be copied", async () => {
    await popup.type("CallerType", "Broker since May");
    await popup.waitForRow("CallerType", { value: "Broker since May", state: "edited" });
    const crashed = seat;
    seat = await crashed.crash();
    const [conversationId] = seat.simulator.control.state().conversations;
    seat.simulator.control.end({ conversationId: conversationId ?? "", wrapup: false });
    popup = await seat.openPopup();
    await seat.signIn(popup, "Anna Agent");
    await popup.waitForText("Typed on a call that is gone");
    expect(await popup.text()).toContain("Broker since May");
    await popup.click("Discard");
    await popup.waitForText("1 change discarded");
    expect(await popup.text()).not.toContain("Broker since May");
  });
});

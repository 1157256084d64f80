import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { waitUntil } from "../browsers/wait-until.ts";
import { type Seat, takeSeat } from "./seat.ts";

const region = "mypurecloud.de";
const quietMilliseconds = 90_000;

describe("a call on which nothing happens", () => {
  let seat: Seat;

  beforeAll(async () => {
    seat = await takeSeat();
    await seat.setUp(region);
  });
  afterAll(async () => {
    await seat.end();
  });

  it("costs no HTTP request in 90 seconds, with popup and agent UI open, and the channel stays up", async () => {
    let popup = await seat.openPopup();
    await seat.signIn(popup, "Anna Agent");
    await popup.waitForText("No call");
    // A popup closes when another tab comes to the front.
    await seat.browser.closePopup(popup.page);
    await seat.openAgentDesktop(region);
    popup = await seat.openPopup();
    seat.simulator.control.placeCall({ fixture: 0 });
    await waitUntil("54 rows are shown", async () => (await popup.shownAttributes()).length === 54);
    await waitUntil("the channel is open", () => seat.simulator.control.state().openSockets === 1);
    seat.simulator.control.clearReceived();
    const began = performance.now();
    await waitUntil(
      "90 quiet seconds have passed",
      () => performance.now() - began >= quietMilliseconds,
      quietMilliseconds + 5_000,
    );
    const received = seat.simulator.control.received().filter(({ host }) => host !== `apps.${region}`);
    expect(received.filter(({ kind }) => kind === "request")).toEqual([]);
    // The socket was not opened anew either, and it was kept alive by pings.
    expect(received.filter(({ kind }) => kind === "socket")).toEqual([]);
    expect(received.filter(({ kind }) => kind === "text").length).toBeGreaterThanOrEqual(4);
    seat.simulator.control.setAttributes({ attributes: { CallerType: "Still listening" } });
    await popup.waitForRow("CallerType", { value: "Still listening" });
  }, 150_000);
});

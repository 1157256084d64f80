import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dialects } from "./dialects.ts";
import type { PopupPage } from "./popup-page.ts";
import { type Seat, takeSeat } from "./seat.ts";

const region = "mypurecloud.de";

describe.each(dialects)("a save in the $dialect dialect", ({ dialect, path }) => {
  let seat: Seat;
  let popup: PopupPage;

  beforeAll(async () => {
    seat = await takeSeat();
    popup = await seat.arrive(region, "Anna Agent", dialect);
  });
  afterAll(async () => {
    await seat.end();
  });

  it("costs exactly one request from the click to the confirmation", async () => {
    const { control } = seat.simulator;
    const call = control.placeCall({ fixture: 0 });
    await popup.waitForRow("CallerType", { value: "Member", state: "saved" });
    await popup.type("CallerType", "Provider");
    control.clearReceived();
    await popup.save();
    await popup.waitForRow("CallerType", { value: "Provider", state: "saved" });
    // What the confirmation itself may have set off, arrives before the answer to what happens now.
    control.hold();
    await popup.waitForText("On hold");
    const requests = control.received({ kind: "request" }).filter(({ host }) => host.startsWith("api."));
    expect(requests.map((request) => `${request.method} ${request.path}`)).toEqual([`PATCH ${path(call)}`]);
  });
});

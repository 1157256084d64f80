import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PopupPage } from "../e2e/popup-page.ts";
import { type Seat, takeSeat } from "../e2e/seat.ts";
import { defaultClientId } from "../simulator/world.ts";
import { untilArrived } from "./options.ts";
import { rollOut, withdraw } from "./policy-file.ts";

const policy = {
  region: "mypurecloud.de",
  clientId: defaultClientId,
  attributes: [{ name: "Tier" }],
  unlisted: "hide",
};

let seat: Seat;
let popup: PopupPage;

beforeAll(async () => {
  rollOut("chromium", policy);
  seat = await takeSeat();
  popup = await seat.openPopup();
  await untilArrived("the policy is there", async () => (await popup.text()).includes("Sign in"));
  await seat.signIn(popup, "Anna Agent");
  await popup.waitForText("No call");
  seat.simulator.control.placeCall({ attributes: { CECP_Flow: "Queue debris", Tier: "gold" } });
  await popup.waitForRow("Tier", { value: "gold" });
});
afterAll(async () => {
  withdraw("chromium");
  await seat.end();
});

// Firefox shows no change while it runs (engineering.md, "managed storage").
describe("A policy that changes while Chromium runs", () => {
  it("shows what was hidden, and lets it be edited", async () => {
    expect(await popup.shownAttributes()).toEqual(["Tier"]);
    rollOut("chromium", { ...policy, unlisted: "edit" });
    await untilArrived("the hidden attribute is shown", async () =>
      (await popup.shownAttributes()).includes("CECP_Flow"),
    );
    await popup.type("CECP_Flow", "seen");
    await popup.save();
    await popup.waitForRow("CECP_Flow", { value: "seen", state: "saved" });
  });

  it("signs people out if it names another client", async () => {
    rollOut("chromium", { ...policy, clientId: "another-client" });
    await untilArrived("the person is signed out", async () => (await popup.text()).includes("Sign in"));
  });

  it("decides nothing any more once it is withdrawn", async () => {
    withdraw("chromium");
    await untilArrived("nothing is set up", async () => (await popup.text()).includes("Open settings"));
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PlacedCall } from "../simulator/place-call.ts";
import type { PopupPage } from "./popup-page.ts";
import { type Seat, takeSeat } from "./seat.ts";
import { watchStates } from "./watched-page.ts";

const region = "mypurecloud.de";

describe("a row on its way to the server", () => {
  let seat: Seat;
  let popup: PopupPage;
  let call: PlacedCall;

  beforeAll(async () => {
    seat = await takeSeat();
    popup = await seat.arrive(region);
    call = seat.simulator.control.placeCall({ fixture: 0 });
    await popup.waitForRow("CallerType", { value: "Member", state: "saved" });
  });
  afterAll(async () => {
    await seat.end();
  });

  it("goes edited, saving, sent, saved", async () => {
    // Without an event it is confirmed 2 s after the answer at the earliest, however late the answer is: an event might overtake it.
    seat.simulator.control.assume({ writeMakesEvent: false });
    seat.simulator.control.fault({ method: "PATCH", answer: { delayMs: 1_000 } });
    const states = await watchStates(popup.page, "CallerType");
    await popup.type("CallerType", "Provider");
    await popup.waitForRow("CallerType", { state: "edited" });
    await popup.save();
    await popup.waitForRow("CallerType", { value: "Provider", state: "saved" });
    expect((await states()).join(", ")).toBe("saved, edited, saving, sent, saved");
    seat.simulator.control.assume({ writeMakesEvent: true });
  });

  it("is saved by Enter, and reverted by Escape", async () => {
    await popup.type("AboutTypeDesc", "Dental");
    await popup.page.keyboard.press("Escape");
    await popup.waitForRow("AboutTypeDesc", { value: "Medical Default", state: "saved" });
    seat.simulator.control.clearReceived();
    await popup.type("AboutTypeDesc", "Vision");
    await popup.page.keyboard.press("Enter");
    await popup.waitForRow("AboutTypeDesc", { value: "Vision", state: "saved" });
    expect(seat.simulator.control.received({ method: "PATCH" }).map(({ body }) => body)).toEqual([
      JSON.stringify({ attributes: { AboutTypeDesc: "Vision" } }),
    ]);
  });

  it("is not touched by Escape's neighbours: Ctrl+S saves two edits by one PATCH", async () => {
    seat.simulator.control.clearReceived();
    await popup.type("MAJOR_LOB", "MCR");
    await popup.type("STATE_OF_ISSUE", "IL");
    await popup.page.keyboard.down("Control");
    await popup.page.keyboard.press("s");
    await popup.page.keyboard.up("Control");
    await popup.waitForRow("MAJOR_LOB", { value: "MCR", state: "saved" });
    await popup.waitForRow("STATE_OF_ISSUE", { value: "IL", state: "saved" });
    const bodies = seat.simulator.control
      .received({ method: "PATCH" })
      .map(({ body }) => JSON.parse(body ?? "") as unknown);
    expect(bodies).toEqual([{ attributes: { MAJOR_LOB: "MCR", STATE_OF_ISSUE: "IL" } }]);
  });

  it("is added by name and value", async () => {
    await popup.click("Add attribute");
    await popup.fill("Name", "Callback slot");
    await popup.fill("Value", "14:30");
    await popup.click("Add");
    await popup.waitForRow("Callback slot", { value: "14:30", state: "edited" });
    await popup.save();
    await popup.waitForRow("Callback slot", { value: "14:30", state: "saved" });
  });

  it("keeps what was typed when the popup closes in mid-word", async () => {
    await popup.type("INQA_FIRST", "ALE");
    await seat.browser.closePopup(popup.page);
    popup = await seat.openPopup();
    await popup.waitForRow("INQA_FIRST", { value: "ALE", state: "edited" });
    await popup.click("Discard");
    await popup.waitForRow("INQA_FIRST", { value: "ALEX", state: "saved" });
  });

  it("is in conflict when the IVR wrote meanwhile, and nothing is overwritten without asking", async () => {
    await popup.type("CallerType", "Broker");
    seat.simulator.control.setAttributes({ attributes: { CallerType: "Agency" } });
    await popup.waitForRow("CallerType", { value: "Broker", state: "conflict" });
    seat.simulator.control.clearReceived();
    await popup.click("Keep mine");
    await popup.waitForRow("CallerType", { value: "Broker", state: "edited" });
    expect(seat.simulator.control.received({ method: "PATCH" })).toEqual([]);
    await popup.save();
    await popup.waitForRow("CallerType", { value: "Broker", state: "saved" });
  });

  it.each([
    {
      status: 403,
      body: {
        message: "You are missing the following permission(s): conversation:call:view",
        code: "missing.permissions",
        status: 403,
      },
      says: "conversation:call:view",
      state: "failed",
    },
    { status: 404, body: { message: "Not found.", code: "not.found", status: 404 }, says: "not", state: "failed" },
    {
      status: 413,
      body: {
        message: "The request is over the size limit. Maximum bytes: 4096",
        code: "request.entity.too.large",
        status: 413,
      },
      says: "4096",
      state: "failed",
    },
  ])("says in words what a $status means, and keeps what was typed", async ({ status, body, says, state }) => {
    seat.simulator.control.fault({ method: "PATCH", answer: { status, body } });
    await popup.type("INQA_LAST", `Typed ${status.toString()}`);
    await popup.save();
    await popup.waitForRow("INQA_LAST", { value: `Typed ${status.toString()}`, state });
    await popup.waitForText(says);
    await popup.click("Discard");
    await popup.waitForRow("INQA_LAST", { value: "EXAMPLE", state: "saved" });
  });

  it("waits as long as a 429 asks, says until when, and is then written", async () => {
    seat.simulator.control.fault({ method: "PATCH", answer: { status: 429, retryAfterSeconds: 2 } });
    const states = await watchStates(popup.page, "INQA_LAST");
    await popup.type("INQA_LAST", "After 429");
    await popup.waitForRow("INQA_LAST", { state: "edited" });
    await popup.save();
    await popup.waitForRow("INQA_LAST", { value: "After 429", state: "saved" });
    expect(await states()).toContain("saving");
    expect(call.conversationId).toBe(seat.simulator.control.conversation().id);
  });

  it("survives a cut connection after the server applied it: it is read, and confirmed", async () => {
    seat.simulator.control.assume({ writeMakesEvent: false });
    seat.simulator.control.fault({ method: "PATCH", answer: "drop-after" });
    // Chromium itself sends a request again whose reused connection is cut; the second one is cut as well.
    seat.simulator.control.fault({ method: "PATCH", answer: "drop-after" });
    await popup.type("INQA_LAST", "After a cut");
    await popup.save();
    await popup.waitForRow("INQA_LAST", { value: "After a cut", state: "saved" });
    seat.simulator.control.clearFaults();
    seat.simulator.control.assume({ writeMakesEvent: true });
  });
});

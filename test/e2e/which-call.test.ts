import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { namedElement } from "../browsers/visible-element.ts";
import { waitUntil } from "../browsers/wait-until.ts";
import type { PlacedCall } from "../simulator/place-call.ts";
import type { PopupPage } from "./popup-page.ts";
import { type Seat, takeSeat } from "./seat.ts";

const region = "mypurecloud.de";
const jordan = { callerName: "Jordan", ani: "tel:+4930555044", attributes: { Tier: "silver" } };

describe("the right call", () => {
  let seat: Seat;
  let popup: PopupPage;
  let call: PlacedCall;

  function patches(): unknown[] {
    return seat.simulator.control
      .received({ method: "PATCH" })
      .map(({ path, body }) => [path.split("/participants/")[1]?.split("/")[0], JSON.parse(body ?? "") as unknown]);
  }
  /** What stands in the field that has the focus, and whose it is. */
  function focused(): Promise<unknown> {
    return popup.page.evaluate(() => {
      const field = document.activeElement;
      return field instanceof HTMLInputElement ? [field.getAttribute("aria-label"), field.value] : null;
    });
  }
  async function choose(participant: string): Promise<void> {
    const picker = await namedElement(popup.page, "combobox", "Participant");
    const value = await picker.evaluate(
      (element, text) =>
        [...element.querySelectorAll("option")].find(({ textContent }) => textContent === text)?.value ?? "",
      participant,
    );
    await popup.page.select("select", value);
  }

  beforeAll(async () => {
    seat = await takeSeat();
    popup = await seat.arrive(region);
  });
  beforeEach(async () => {
    call = seat.simulator.control.placeCall({ fixture: 0, callerName: "Riley", queue: "Service DE" });
    await popup.page.waitForSelector('.chip[data-phase="connected"]');
    await popup.waitForRow("CallerType", { value: "Member", state: "saved" });
    seat.simulator.control.clearReceived();
  });
  /** Every call is over, and nothing is left of it on screen. */
  afterEach(async () => {
    const { control } = seat.simulator;
    for (const conversationId of control.state().conversations)
      if (!control.conversation({ conversationId }).ended) control.end({ conversationId, wrapup: false });
    await popup.page.waitForSelector('.chip[data-phase="ended"]');
  });
  afterAll(async () => {
    await seat.end();
  });

  it("stays under the hands of someone who types while a second call arrives", async () => {
    await popup.type("CallerType", "Prov");
    const second = seat.simulator.control.placeCall({ ...jordan, state: "ringing" });
    await popup.waitForText("Another call: Jordan, Ringing");
    expect(await popup.statusText()).toContain("Another call: Jordan, Ringing");
    seat.simulator.control.hold({ conversationId: call.conversationId });
    seat.simulator.control.answer({ conversationId: second.conversationId });
    await popup.waitForText("Another call: Jordan, Connected");
    await popup.page.keyboard.type("ider");
    await popup.waitForRow("CallerType", { value: "Provider", state: "edited" });
    expect(await focused()).toEqual(["CallerType", "Provider"]);
    await popup.save();
    await popup.waitForRow("CallerType", { value: "Provider", state: "saved" });
    expect(patches()).toEqual([[call.callerParticipantId, { attributes: { CallerType: "Provider" } }]]);
    await popup.click("Go to call");
    await popup.waitForRow("Tier", { value: "silver", state: "saved" });
    expect(await popup.text()).not.toContain("Another call:");
    const options = await popup.calls();
    expect(options.map((option) => option.split(" ")[0])).toEqual(["Riley", "Jordan"]);
    expect(options[1]).toMatch(/^Jordan Service DE Connected \d:\d\d$/);
  });

  it("is found after a consult transfer: the caller stays the caller, and who gave the call away can only read", async () => {
    const colleague = await takeSeat(undefined, { simulator: seat.simulator });
    try {
      const theirs = await colleague.arrive(region, "Ben Agent");
      seat.simulator.control.transfer({ to: "ben", kind: "consult" });
      await theirs.waitForText("Ringing");
      await theirs.waitForRow("CallerType", { value: "Member", state: "saved" });
      seat.simulator.control.answer({ user: "ben" });
      await theirs.waitForText("Consultation");
      await popup.waitForText("Consultation");
      await popup.type("CallerType", "Broker");
      await popup.waitForRow("CallerType", { state: "edited" });
      seat.simulator.control.completeTransfer({});
      await popup.waitForText("The call has ended");
      expect(await popup.value("CallerType")).toBe("Broker");
      await theirs.type("CallerType", "Provider");
      await theirs.save();
      await theirs.waitForRow("CallerType", { value: "Provider", state: "saved" });
      expect(patches()).toEqual([[call.callerParticipantId, { attributes: { CallerType: "Provider" } }]]);
      // No event tells Anna of what happens after she left.
      await popup.click("Discard");
      await popup.waitForRow("CallerType", { value: "Member", state: "saved" });
    } finally {
      await colleague.end();
    }
  });

  it("takes what was typed along to the new leg that a transfer gave the caller, but only when asked", async () => {
    await popup.type("CallerType", "Broker");
    await popup.waitForRow("CallerType", { state: "edited" });
    const { participantId } = seat.simulator.control.replaceCaller();
    await popup.waitForText("Typed for a leg that is gone");
    expect(await popup.value("CallerType")).toBe("Member");
    await popup.click("Move to the caller's new leg");
    await popup.waitForRow("CallerType", { value: "Broker", state: "edited" });
    expect(patches()).toEqual([]);
    await popup.save();
    await popup.waitForRow("CallerType", { value: "Broker", state: "saved" });
    expect(patches()).toEqual([[participantId, { attributes: { CallerType: "Broker" } }]]);
  });

  it("has several callers: one is chosen, each keeps its own, and all can be read together", async () => {
    const { participantId } = seat.simulator.control.addCaller({
      caller: { name: "Casey", attributes: { Tier: "gold", CallerType: "Guest" } },
    });
    await popup.waitForText("Conference");
    await choose("Casey – Caller");
    await popup.waitForRow("CallerType", { value: "Guest", state: "saved" });
    await popup.type("Tier", "platinum");
    await popup.save();
    await popup.waitForRow("Tier", { value: "platinum", state: "saved" });
    expect(patches()).toEqual([[participantId, { attributes: { Tier: "platinum" } }]]);
    await choose("All participants");
    await popup.filter("guest");
    await waitUntil("one name is found", async () => (await popup.shownAttributes()).join() === "CallerType");
    const both = await popup.page.$eval("[data-attribute=CallerType]", (row) => (row as HTMLElement).innerText);
    expect(both.split("\n").filter((line) => line !== "")).toEqual([
      "CallerType",
      "Member",
      "Riley – Caller",
      "Guest",
      "Casey – Caller",
    ]);
    await popup.filter("");
    await choose("Riley – Caller");
    await popup.waitForRow("CallerType", { value: "Member", state: "saved" });
  });

  it("can be changed in after-call work, and after that only be read and copied", async () => {
    seat.simulator.control.end();
    await popup.waitForText("After-call work");
    await popup.type("CallerType", "Provider");
    await popup.save();
    await popup.waitForRow("CallerType", { value: "Provider", state: "saved" });
    await popup.type("CallerType", "Broker");
    await popup.waitForRow("CallerType", { state: "edited" });
    seat.simulator.control.finishWrapup();
    await popup.waitForText("The call has ended: values can be copied, not changed.");
    expect(await popup.value("CallerType")).toBe("Broker");
    const isReadOnly = await popup.page.$eval("[data-attribute=CallerType] input", (field) =>
      field.matches(":read-only"),
    );
    expect(isReadOnly).toBe(true);
    await popup.button("Copy CallerType");
    expect(await popup.page.$eval("button.primary", (save) => save.matches(":disabled"))).toBe(true);
    await popup.click("Discard");
    await popup.waitForRow("CallerType", { value: "Provider", state: "saved" });
  });

  it("that ended gives way to the next one, which comes in", async () => {
    seat.simulator.control.end({ wrapup: false });
    await popup.waitForText("The call has ended");
    seat.simulator.control.placeCall({ ...jordan, state: "ringing" });
    await popup.waitForRow("Tier", { value: "silver", state: "saved" });
    await popup.waitForText("Ringing");
    expect(await popup.calls()).toEqual([]);
  });

  it("among colleagues has no caller, and says that there is nothing to change", async () => {
    seat.simulator.control.end({ wrapup: false });
    seat.simulator.control.placeCall({ kind: "internal" });
    await popup.waitForText("This is an internal call.");
    expect(await popup.text()).toContain("Ben Agent");
  });

  it("tells its details: ids to copy, numbers, times, recording, legs", async () => {
    await popup.click("Call details");
    const dialog = await popup.page.waitForSelector("dialog[open]");
    const text = await dialog?.evaluate((element) => element.innerText);
    for (const told of [
      call.conversationId,
      `https://apps.${region}/directory/#/analytics/interactions/${call.conversationId}/admin`,
      "Inbound",
      "+4930555010",
      "+4930555099",
      "Service DE",
      "Being recorded",
      "Riley – Caller",
    ])
      expect(text).toContain(told);
    await popup.button("Copy Conversation ID");
    await popup.button("Copy Link");
    await popup.click("Close");
  });
});

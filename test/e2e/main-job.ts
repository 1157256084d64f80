import { afterAll, beforeAll, expect, it } from "vitest";
import { waitUntil } from "../browsers/wait-until.ts";
import type { PlacedCall } from "../simulator/place-call.ts";
import type { PopupPage } from "./popup-page.ts";
import { type Seat, takeSeat } from "./seat.ts";
import { everythingStored, filesHolding } from "./storages.ts";

/** The main job, end to end, as an agent does it; the same specification for every region, browser and build. */
export function describeMainJob(region: string, extension?: () => Promise<string>): void {
  let seat: Seat;
  let popup: PopupPage;
  let call: PlacedCall;
  let token: string;

  function patches(): unknown[] {
    return seat.simulator.control.received({ method: "PATCH" }).map(({ host, path, body }) => ({ host, path, body }));
  }
  function expectedPatch(attributes: Record<string, string>): unknown {
    const { conversationId, callerParticipantId } = call;
    const path = `/api/v2/conversations/calls/${conversationId}/participants/${callerParticipantId}/attributes`;
    return { host: `api.${region}`, path, body: JSON.stringify({ attributes }) };
  }

  beforeAll(async () => {
    seat = await takeSeat(await extension?.());
  });
  afterAll(async () => {
    await seat.end();
  });

  it("leads to the settings while nothing is set up, and takes region and client ID", async () => {
    popup = await seat.openPopup();
    await popup.button("Open settings");
    await seat.browser.closePopup(popup.page);
    await seat.setUp(region);
  });

  it("signs in on Genesys' own page", async () => {
    popup = await seat.openPopup();
    await seat.signIn(popup, "Anna Agent");
    await popup.waitForText("No call");
    await seat.browser.closePopup(popup.page);
  });

  it("shows 54 attributes of a call that arrived while the popup was closed", async () => {
    await seat.openAgentDesktop(region);
    await waitUntil("the channel is open", () => seat.simulator.control.state().openSockets === 1);
    seat.simulator.control.clearReceived();
    call = seat.simulator.control.placeCall({ fixture: 0 });
    popup = await seat.openPopup();
    await waitUntil("54 rows are shown", async () => (await popup.shownAttributes()).length === 54);
    expect(await popup.text()).toContain("+4930555010");
    expect(await popup.calls()).toHaveLength(0);
  });

  it("finds the three attributes whose name or value holds ANI, and shows all again", async () => {
    await popup.filter("ANI");
    await waitUntil("3 rows are shown", async () => (await popup.shownAttributes()).length === 3);
    expect(await popup.shownAttributes()).toEqual(["SFCustomDisplayANI", "Member ANI", "Customer ANI"]);
    await popup.filter("");
    await waitUntil("54 rows are shown", async () => (await popup.shownAttributes()).length === 54);
  });

  it("saves an edit by exactly one PATCH of the changed key, which the event confirms", async () => {
    await popup.type("CallerType", "Provider");
    await popup.waitForRow("CallerType", { value: "Provider", state: "edited" });
    await popup.save();
    await popup.waitForRow("CallerType", { value: "Provider", state: "saved" });
    expect(patches()).toEqual([expectedPatch({ CallerType: "Provider" })]);
    const written = seat.simulator.control
      .conversation()
      .participants.find(({ id }) => id === call.callerParticipantId);
    expect(written?.attributes.CallerType).toBe("Provider");
  });

  it("shows in the open popup what the IVR changes", async () => {
    seat.simulator.control.setAttributes({ attributes: { ScheduleStatus: "o" } });
    await popup.waitForRow("ScheduleStatus", { value: "o", state: "saved" });
  });

  it("does all of it again after the background was killed", async () => {
    await seat.browser.killBackground();
    seat.simulator.control.setAttributes({ attributes: { AboutTypeDesc: "Dental" } });
    await popup.waitForRow("AboutTypeDesc", { value: "Dental" });
    await popup.type("CallerType", "Broker");
    await popup.save();
    await popup.waitForRow("CallerType", { value: "Broker", state: "saved" });
    expect(patches().slice(1)).toEqual([expectedPatch({ CallerType: "Broker" })]);
    seat.simulator.control.setAttributes({ attributes: { ScheduleStatus: "c" } });
    await popup.waitForRow("ScheduleStatus", { value: "c", state: "saved" });
  });

  it("signs out: the token is revoked, and no storage holds it or a value", async () => {
    token = await popup.page.evaluate(async () => JSON.stringify(await chrome.storage.session.get("session")));
    const secret = /"token":"(?<token>[^"]+)"/.exec(token)?.groups?.token ?? "";
    expect(secret).not.toBe("");
    await popup.signOut();
    await popup.button("Sign in");
    await waitUntil("the token is revoked", () => seat.simulator.control.state().tokens === 0);
    const stored = await everythingStored(popup.page);
    for (const trace of [secret, "Broker", "Provider", "ANI", "+16065550123", "Member"])
      expect(stored).not.toContain(trace);
    expect(stored).toContain(region);
    for (const trace of [secret, "+16065550123"]) expect(await filesHolding(seat.browser.profile, trace)).toEqual([]);
  });
}

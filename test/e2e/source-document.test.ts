import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PlacedCall } from "../simulator/place-call.ts";
import { dialects } from "./dialects.ts";
import type { PopupPage } from "./popup-page.ts";
import { type Seat, takeSeat } from "./seat.ts";

const region = "mypurecloud.de";
/** `external_context` of source-document.txt, "Complete Working Example". */
const externalContext = {
  external_crm_id: "CRM-12345",
  customer_tier: "Platinum",
  last_purchase_date: "2023-10-15",
};

describe.each(dialects)("the source document's flow in the $dialect dialect", ({ dialect, scope, path }) => {
  const numberOfVisits = dialect === "interactions" ? 7 : "7";
  const existing = { "Member ID": "M-100", "ANI ": "+16065550123", Notes: "one\r\ntwo", Visits: numberOfVisits };
  let seat: Seat;
  let popup: PopupPage;
  let call: PlacedCall;

  function onServer(): Record<string, unknown> {
    const { participants } = seat.simulator.control.conversation();
    return participants.find(({ id }) => id === call.callerParticipantId)?.attributes ?? {};
  }
  function patches(): unknown[] {
    return seat.simulator.control
      .received({ method: "PATCH" })
      .map((entry) => ({ host: entry.host, path: entry.path, body: JSON.parse(entry.body ?? "") as unknown }));
  }
  function patchOf(attributes: Record<string, unknown>): unknown {
    return { host: `api.${region}`, path: path(call), body: { attributes } };
  }

  beforeAll(async () => {
    seat = await takeSeat();
    popup = await seat.arrive(region, "Anna Agent", dialect);
    call = seat.simulator.control.placeCall({ attributes: existing });
  });
  afterAll(async () => {
    await seat.end();
  });

  it("reads what is there", async () => {
    for (const [name, value] of Object.entries(existing))
      await popup.waitForRow(name, { value: String(value).replace("\r\n", "\n"), state: "saved" });
    const reads = seat.simulator.control.received({ method: "GET", path: `${path(call)}$` });
    expect(reads.length > 0).toBe(dialect === "interactions");
  });

  it("merges three attributes from outside into it, and writes by one PATCH of exactly these", async () => {
    seat.simulator.control.clearReceived();
    for (const [name, value] of Object.entries(externalContext)) {
      await popup.click("Add attribute");
      await popup.fill("Name", name);
      await popup.fill("Value", value);
      await popup.click("Add");
      await popup.waitForRow(name, { value, state: "edited" });
    }
    expect(patches()).toEqual([]);
    await popup.save();
    for (const [name, value] of Object.entries(externalContext))
      await popup.waitForRow(name, { value, state: "saved" });
    expect(patches()).toEqual([patchOf(externalContext)]);
  });

  it("verifies: the server has them, and everything that was there is untouched", async () => {
    expect(onServer()).toEqual({ ...existing, ...externalContext });
    await seat.browser.closePopup(popup.page);
    popup = await seat.openPopup();
    for (const [name, value] of Object.entries(externalContext))
      await popup.waitForRow(name, { value, state: "saved" });
  });

  it("keeps a number's kind when another attribute is edited, and when it is edited itself", async () => {
    const lifetimeValue = (value: number): number | string => (dialect === "interactions" ? value : value.toString());
    seat.simulator.control.setAttributes({ attributes: { lifetime_value: lifetimeValue(12500.5) } });
    await popup.waitForRow("lifetime_value", { value: "12500.5", state: "saved" });
    await popup.type("Member ID", "M-101");
    await popup.save();
    await popup.waitForRow("Member ID", { value: "M-101", state: "saved" });
    expect(onServer().lifetime_value).toBe(lifetimeValue(12500.5));
    seat.simulator.control.clearReceived();
    await popup.type("lifetime_value", "13000");
    await popup.save();
    await popup.waitForRow("lifetime_value", { value: "13000", state: "saved" });
    expect(patches()).toEqual([patchOf({ lifetime_value: lifetimeValue(13000) })]);
    expect(onServer()).toEqual({
      ...existing,
      ...externalContext,
      "Member ID": "M-101",
      lifetime_value: lifetimeValue(13000),
    });
  });

  it("says which scope is missing where a write is forbidden, and keeps what was typed", async () => {
    const before = onServer();
    seat.simulator.control.fault({ method: "PATCH", answer: { status: 403 } });
    await popup.type("customer_tier", "Diamond");
    await popup.save();
    await popup.waitForRow("customer_tier", { value: "Diamond", state: "failed" });
    await popup.waitForText(`the scope ${scope}: ask your administrator`);
    expect(onServer()).toEqual(before);
  });
});

import { beforeEach, describe, expect, it } from "vitest";
import { settingsKey } from "../../../src/protocol/settings.ts";
import { createWorkplace, type Workplace, write } from "../../moved-clock/workplace.ts";
import { defaultClientId } from "../../simulator/world.ts";

let place: Workplace;

async function speak(dialect: "conversations" | "interactions"): Promise<void> {
  place = await createWorkplace();
  await place.seat.stored.local.set({
    [settingsKey]: { region: "mypurecloud.de", clientId: defaultClientId, dialect },
  });
  await place.signIn();
}

describe("In the interactions dialect", () => {
  beforeEach(() => speak("interactions"));

  it("a save goes to the interaction's participant, and costs one request", async () => {
    await place.save("CallerType", "Provider", "Member");
    await place.clock.settle();
    const [sent] = place.simulator.control.received({ method: "PATCH" });
    const { conversationId, participantId } = place.caller;
    expect(sent?.path).toBe(`/api/v2/interactions/${conversationId}/participants/${participantId}`);
    await place.clock.move(5_000);
    expect(place.requests()).toEqual([`PATCH ${sent?.path ?? ""}`]);
    expect(await place.changes()).toEqual([]);
    expect(place.onServer("CallerType")).toBe("Provider");
  });

  it("numbers, booleans and objects keep their kind, also over another's edit", async () => {
    place.simulator.control.setAttributes({ attributes: { value: 12500, vip: true, crm: { id: 5 } } });
    await place.clock.move(1_000);
    expect(await place.shown("value")).toBe("12500");
    expect(await place.shown("crm")).toBe('{"id":5}');
    await place.save("value", "13000", "12500");
    await place.save("vip", "false", "true");
    await place.save("crm", '{"id":6}', '{"id":5}');
    await place.clock.move(5_000);
    expect([place.onServer("value"), place.onServer("vip"), place.onServer("crm")]).toEqual([13000, false, { id: 6 }]);
    expect(await place.changes()).toEqual([]);
  });

  it("a map is measured as it is sent: native JSON takes no room for marks before its quotes", async () => {
    const crm = { items: Array.from({ length: 270 }, (_, id) => ({ id, name: "x", ok: true })) };
    const room = 10_240 - JSON.stringify({ crm }).length;
    const call = place.simulator.control.placeCall({ attributes: { crm } });
    const leg = { conversationId: call.conversationId, participantId: call.callerParticipantId };
    await place.clock.move(1_000);
    expect(await place.save("Note", "x".repeat(room), null, leg)).toMatchObject({ error: { kind: "map-too-large" } });
    const fits = room - ',"Note":""'.length;
    expect(await place.save("Note", "x".repeat(fits), null, leg)).toMatchObject({ value: { accepted: ["Note"] } });
    await place.clock.move(5_000);
    expect(place.patches()).toEqual([{ attributes: { Note: "x".repeat(fits) } }]);
    expect(await place.changes()).toEqual([]);
  });

  it("null is written as the text that a person typed, never as null", async () => {
    place.simulator.control.setAttributes({ attributes: { crm: { id: 5 } } });
    await place.clock.move(1_000);
    await place.save("crm", "null", '{"id":5}');
    await place.clock.move(5_000);
    expect(place.patches()).toEqual([{ attributes: { crm: "null" } }]);
    expect(await place.shown("crm")).toBe("null");
    expect(await place.changes()).toEqual([]);
  });

  it("a refused scope is named", async () => {
    place.simulator.control.fault({
      ...write,
      path: "/interactions/",
      answer: { status: 403, body: { message: "Forbidden" } },
    });
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(1_000);
    expect(await place.changes()).toMatchObject([{ problem: { kind: "forbidden", scope: "interaction:modify" } }]);
  });

  it("a 422 is a refusal at the field", async () => {
    place.simulator.control.fault({ method: "PATCH", answer: { status: 422, body: { message: "Invalid attribute" } } });
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(1_000);
    expect(await place.changes()).toMatchObject([
      { status: "failed", problem: { kind: "rejected", status: 422, detail: "Invalid attribute" } },
    ]);
  });

  it("a quiet call costs nothing", async () => {
    place.simulator.control.clearReceived();
    await place.clock.move(600_000);
    expect(place.requests()).toEqual([]);
  });
});

describe("In the conversations dialect", () => {
  beforeEach(() => speak("conversations"));

  it("a refused scope is named", async () => {
    place.simulator.control.fault({ ...write, answer: { status: 403, body: { message: "Forbidden" } } });
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(1_000);
    expect(await place.changes()).toMatchObject([{ problem: { kind: "forbidden", scope: "conversations" } }]);
  });
});

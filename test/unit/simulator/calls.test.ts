import { describe, expect, it } from "vitest";
import { annaId, at, benId, drive, legs, start, type Driven } from "./driven-simulator.ts";
import type { Json } from "../../simulator/json.ts";

const anyText: unknown = expect.any(String);

function listed(driven: Driven, user: string): number {
  return Number(at(driven.send("GET", "/api/v2/conversations/calls", { token: driven.tokenOf(user) }).json, "total"));
}

describe("a call", () => {
  it("is made from real attributes: 54, 42 and 61 on the caller", () => {
    const driven = drive();
    const counts = [0, 1, 2].map((fixture) => {
      const { conversationId } = driven.control.placeCall({ fixture });
      return Object.keys(at(legs(driven, conversationId)[0] ?? null, "attributes") ?? {}).length;
    });
    expect(counts).toEqual([54, 42, 61]);
  });

  it("keeps ended ivr and acd legs and the same user's missed alerts", () => {
    const driven = drive();
    const { conversationId } = driven.control.placeCall({ missedAlerts: 2 });
    const seen = legs(driven, conversationId).map((leg) => [
      at(leg, "purpose"),
      at(leg, "state"),
      at(leg, "disconnectType"),
      at(leg, "user", "id"),
    ]);
    expect(seen).toEqual([
      ["customer", "connected", null, null],
      ["ivr", "terminated", "transfer", null],
      ["acd", "terminated", "transfer", null],
      ["agent", "terminated", "client", annaId],
      ["agent", "terminated", "client", annaId],
      ["agent", "connected", null, annaId],
    ]);
  });

  it("has its legs in the shape of the captures", () => {
    const driven = drive();
    const { conversationId } = driven.control.placeCall({
      attributes: {},
      externalContactId: "33333333-0000-4000-8000-0000000000bb",
    });
    const [customer, , acd, agent] = legs(driven, conversationId);
    const moment = new Date(start).toISOString();
    expect(customer).toEqual({
      id: anyText,
      name: "+4930555010",
      address: "tel:+4930555010",
      startTime: moment,
      connectedTime: moment,
      purpose: "customer",
      state: "connected",
      direction: "inbound",
      held: false,
      wrapupRequired: false,
      queue: { id: anyText, selfUri: anyText },
      attributes: {},
      provider: "Edge",
      externalContact: {
        id: "33333333-0000-4000-8000-0000000000bb",
        selfUri: "/api/v2/externalcontacts/contacts/33333333-0000-4000-8000-0000000000bb",
      },
      muted: false,
      confined: false,
      recording: true,
      recordingState: "active",
      securePause: false,
      ani: "tel:+4930555010",
      dnis: "tel:+4930555099",
    });
    expect(at(acd ?? null, "address")).toMatch(/^sip:[0-9a-f-]{36}@127\.0\.0\.1;language=de-DE;user=acd$/);
    expect(at(agent ?? null, "name")).toBeNull();
    expect(at(agent ?? null, "address")).toMatch(/^sip:[0-9a-f]{24}\+acme\.orgspan\.com;tgrp=.*@localhost$/);
  });

  it("rings, is answered, held, muted, transferred, and ends in after-call work", () => {
    const driven = drive();
    const { control } = driven;
    const { conversationId } = control.placeCall({ state: "waiting" });
    control.ring();
    const anna = (): Json => legs(driven, conversationId).find((leg) => at(leg, "user", "id") === annaId) ?? null;
    expect(at(anna(), "state")).toBe("alerting");
    control.answer();
    control.hold();
    expect([at(anna(), "state"), at(anna(), "held")]).toEqual(["connected", true]);
    control.unhold();
    control.mute();
    expect([at(anna(), "held"), at(anna(), "muted")]).toEqual([false, true]);
    control.transfer({ to: "ben", kind: "consult" });
    const ben = legs(driven, conversationId).find((leg) => at(leg, "user", "id") === benId) ?? null;
    expect(at(anna(), "consultParticipantId")).toBe(at(ben, "id"));
    control.answer({ user: "ben" });
    control.completeTransfer();
    expect(at(anna(), "disconnectType")).toBe("transfer.consult");
    expect([listed(driven, "anna"), listed(driven, "ben")]).toEqual([0, 1]);
    control.end();
    expect(listed(driven, "ben")).toBe(1);
    expect(control.conversation()).toMatchObject({ ended: false });
    control.finishWrapup();
    expect(listed(driven, "ben")).toBe(0);
    expect(control.conversation()).toMatchObject({ ended: true });
    driven.wait(600_000);
    expect(
      driven.send("GET", `/api/v2/conversations/calls/${conversationId}`, { token: driven.tokenOf("ben") }).status,
    ).toBe(404);
  });

  it("can lose its caller's leg to a new one", () => {
    const driven = drive();
    const { conversationId, callerParticipantId } = driven.control.placeCall({ attributes: { Tier: "gold" } });
    const { participantId } = driven.control.replaceCaller();
    const callers = legs(driven, conversationId).filter((leg) => at(leg, "purpose") === "customer");
    expect(callers.map((leg) => [at(leg, "id"), at(leg, "state"), at(leg, "attributes", "Tier")])).toEqual([
      [callerParticipantId, "terminated", "gold"],
      [participantId, "connected", "gold"],
    ]);
  });

  it("is read flat by who is on it only, unless assumed otherwise", () => {
    const driven = drive();
    const { conversationId } = driven.control.placeCall();
    const path = `/api/v2/conversations/calls/${conversationId}`;
    expect(driven.send("GET", path, { token: driven.tokenOf("ben") }).status).toBe(404);
    driven.control.assume({ readByOutsider: "accepted" });
    expect(driven.send("GET", path, { token: driven.tokenOf("ben") }).status).toBe(200);
  });

  it("is refused in the generic form without the permission, in the documented words", () => {
    const driven = drive();
    const { conversationId } = driven.control.placeCall();
    const answer = driven.send("GET", `/api/v2/conversations/${conversationId}`, { token: driven.tokenOf("anna") });
    expect(answer.json).toEqual({
      message:
        "Unable to perform the requested action. You are missing the following permission(s): conversation:communication:view",
      code: "missing.permissions",
      status: 403,
      messageWithParams:
        "Unable to perform the requested action. You are missing the following permission(s): {permissions}",
      messageParams: { permissions: "conversation:communication:view" },
      contextId: answer.headers["inin-correlation-id"],
      details: [],
      errors: [],
    });
  });

  it("nests states and names people in the generic form", () => {
    const driven = drive();
    const { conversationId } = driven.control.placeCall();
    const call = driven.send("GET", `/api/v2/conversations/${conversationId}`, { token: driven.tokenOf("sara") }).json;
    expect(at(call, "recordingState")).toBe("ACTIVE");
    expect(at(call, "participants", 3)).toMatchObject({
      userId: annaId,
      name: "Anna Agent",
      queueName: "Service DE",
      calls: [{ state: "connected", held: false }],
      callbacks: [],
    });
    expect(at(call, "participants", 3, "state")).toBeNull();
  });
});

describe("a supervisor", () => {
  it.each(["monitor", "coach", "barge"])(
    "needs the permission to %s, and becomes a participant that names its target",
    (kind) => {
      const driven = drive();
      const { conversationId, agentParticipantIds } = driven.control.placeCall();
      const target = agentParticipantIds[0] ?? "";
      const path = `/api/v2/conversations/calls/${conversationId}/participants/${target}/${kind}`;
      expect(driven.send("POST", path, { token: driven.tokenOf("ben") }).json).toMatchObject({
        code: "missing.permissions",
        messageParams: { permissions: `conversation:call:${kind}` },
      });
      expect(driven.send("POST", path, { token: driven.tokenOf("sara") }).status).toBe(201);
      const names: Record<string, string> = {
        monitor: "monitoredParticipantId",
        coach: "coachedParticipantId",
        barge: "bargedParticipantId",
      };
      expect(legs(driven, conversationId, "sara").at(-1)).toMatchObject({
        purpose: "user",
        mediaRoles: [kind],
        [names[kind] ?? ""]: target,
      });
      driven.control.stopSupervising();
      expect(listed(driven, "sara")).toBe(0);
    },
  );

  it("cannot monitor their own leg", () => {
    const driven = drive();
    const { conversationId, agentParticipantIds } = driven.control.placeCall({ agents: ["sara"] });
    const path = `/api/v2/conversations/calls/${conversationId}/participants/${agentParticipantIds[0] ?? ""}/monitor`;
    expect(driven.send("POST", path, { token: driven.tokenOf("sara") }).json).toMatchObject({
      code: "conversation.error.monitor.own.conversation",
    });
  });
});

describe("two simulators of one seed", () => {
  it("answer the same bytes", () => {
    const [one, other] = [drive({ seed: 5 }), drive({ seed: 5 })].map((driven) => {
      const token = driven.tokenOf("anna");
      driven.control.placeCall();
      return driven.send("GET", "/api/v2/conversations/calls", { token }).text;
    });
    expect(one).toBe(other);
  });

  it("are both empty after a reset", () => {
    const driven = drive();
    const listener = driven.listen(driven.tokenOf("anna"), []);
    driven.control.placeCall();
    driven.control.reset();
    expect(driven.control.state()).toMatchObject({ conversations: [], tokens: 0, channels: 0 });
    expect(listener.closed).toMatchObject({ code: 1006 });
  });
});

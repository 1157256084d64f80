import { describe, expect, it } from "vitest";
import { annaId, at, benId, drive, legs, table, type Driven } from "./driven-simulator.ts";
import type { Json } from "../../simulator/json.ts";

function own(driven: Driven, id: string, userId: string): Json[] {
  return legs(driven, id).filter((leg) => at(leg, "user", "id") === userId);
}

describe("a blind transfer", () => {
  it("ends the agent's leg and rings a new one, back and forth", () => {
    const driven = drive();
    const { conversationId } = driven.control.placeCall();
    const { participantId } = driven.control.transfer({ to: "ben", kind: "blind" });
    expect(table(own(driven, conversationId, annaId), "state", "disconnectType")).toEqual([["terminated", "transfer"]]);
    expect(table(own(driven, conversationId, benId), "id", "state")).toEqual([[participantId, "alerting"]]);
    driven.control.answer({ user: "ben" });
    driven.control.transfer({ from: "ben", to: "anna", kind: "blind" });
    expect(table(own(driven, conversationId, annaId), "state")).toEqual([["terminated"], ["alerting"]]);
  });

  it("to a queue makes a waiting acd leg of that queue, and whoever rings then is on its account", () => {
    const driven = drive();
    const { conversationId } = driven.control.placeCall();
    driven.control.transfer({ toQueue: "Billing", kind: "blind", wrapup: true });
    const acd = legs(driven, conversationId).at(-1) ?? null;
    expect(acd).toMatchObject({ purpose: "acd", name: "Billing", state: "connected" });
    expect(driven.control.conversation().participants.find((leg) => leg.userId === annaId)).toMatchObject({
      afterCallWork: "open",
    });
    driven.control.ring({ user: "ben" });
    driven.control.answer({ user: "ben" });
    expect(at(own(driven, conversationId, benId)[0] ?? null, "queue", "id")).toBe(at(acd, "queue", "id"));
    expect(at(legs(driven, conversationId).find((leg) => at(leg, "name") === "Billing") ?? null, "state")).toBe(
      "terminated",
    );
  });

  it.each(["by switch", "by input"])("gives the caller a new leg with the same attributes, %s", (how) => {
    const driven = drive({ assumed: { transferRenewsCallerLeg: how === "by switch" } });
    const { conversationId } = driven.control.placeCall({
      attributes: { Tier: "gold" },
      externalContactId: "33333333-0000-4000-8000-0000000000bb",
    });
    const input = how === "by switch" ? {} : { newCallerLeg: true };
    driven.control.transfer({ to: "ben", kind: "blind", ...input });
    const callers = legs(driven, conversationId).filter((leg) => at(leg, "purpose") === "customer");
    expect(table(callers, "state", "attributes.Tier", "externalContact.id")).toEqual([
      ["terminated", "gold", "33333333-0000-4000-8000-0000000000bb"],
      ["connected", "gold", "33333333-0000-4000-8000-0000000000bb"],
    ]);
    driven.control.setAttributes({ attributes: { Tier: "silver" } });
    const dump = driven.control.conversation().participants.filter((leg) => leg.purpose === "customer");
    expect(dump.map((leg) => leg.attributes.Tier)).toEqual(["gold", "silver"]);
  });

  it("needs somewhere to go", () => {
    const driven = drive();
    driven.control.placeCall();
    expect(() => driven.control.transfer({ kind: "blind" })).toThrow("toQueue");
  });
});

describe("a consultation", () => {
  it.each([
    ["initiator", true, false],
    ["target", false, true],
    ["both", true, true],
  ] as const)("is named on the leg of the %s", (consultParticipantIdOn, onInitiator, onTarget) => {
    const driven = drive({ assumed: { consultParticipantIdOn, consultHoldsCaller: true } });
    const { conversationId, agentParticipantIds } = driven.control.placeCall();
    const { participantId } = driven.control.transfer({ to: "ben", kind: "consult" });
    expect(at(own(driven, conversationId, annaId)[0] ?? null, "consultParticipantId")).toBe(
      onInitiator ? participantId : null,
    );
    expect(at(own(driven, conversationId, benId)[0] ?? null, "consultParticipantId")).toBe(
      onTarget ? agentParticipantIds[0] : null,
    );
    expect(at(legs(driven, conversationId)[0] ?? null, "held")).toBe(true);
  });

  it("can be given up: the caller is back, the consulted one gone", () => {
    const driven = drive({ assumed: { consultHoldsCaller: true } });
    const { conversationId } = driven.control.placeCall();
    driven.control.transfer({ to: "ben", kind: "consult" });
    driven.control.answer({ user: "ben" });
    driven.control.cancelTransfer();
    expect(at(legs(driven, conversationId)[0] ?? null, "held")).toBe(false);
    expect(table(own(driven, conversationId, annaId), "state", "consultParticipantId")).toEqual([["connected", null]]);
    expect(table(own(driven, conversationId, benId), "state", "disconnectType")).toEqual([["terminated", "client"]]);
    expect(() => {
      driven.control.completeTransfer();
    }).toThrow("consulting");
  });

  it("completed leaves the call to the consulted one, with a new caller's leg if wanted", () => {
    const driven = drive();
    const { conversationId } = driven.control.placeCall({ attributes: {} });
    driven.control.transfer({ to: "ben", kind: "consult" });
    driven.control.answer({ user: "ben" });
    driven.control.completeTransfer({ newCallerLeg: true, wrapup: true });
    expect(table(own(driven, conversationId, annaId), "state", "disconnectType")).toEqual([
      ["terminated", "transfer.consult"],
    ]);
    expect(table(legs(driven, conversationId).slice(-1), "purpose", "state")).toEqual([["customer", "connected"]]);
  });
});

describe("an alert that is missed", () => {
  it("says why", () => {
    const driven = drive();
    const { conversationId } = driven.control.placeCall({ state: "ringing" });
    driven.control.missAlert({ why: "transfer.noanswer" });
    driven.control.ring();
    expect(table(own(driven, conversationId, annaId), "state", "disconnectType")).toEqual([
      ["terminated", "transfer.noanswer"],
      ["alerting", null],
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { directionOf, endOf, queueName, settingOf, startOf } from "../../../src/genesys/call-facts.ts";
import { callConversationSchema } from "../../../src/genesys/call-conversation.ts";
import type { Conversation } from "../../../src/genesys/conversation.ts";
import { genericConversationSchema } from "../../../src/genesys/generic-conversation.ts";
import { callerLeg, isWritable, ownLeg, phaseOf, successorOf } from "../../../src/genesys/legs.ts";
import { callBegan, shapesOf, type LegPlan } from "../../fixtures/call-shapes.ts";
import { callsOfEveryKind } from "../../fixtures/calls-of-every-kind.ts";

const shapes = ["calls", "generic", "event"] as const;

function read(shape: (typeof shapes)[number], legs: readonly LegPlan[]): Conversation {
  const raw = shapesOf(legs)[shape];
  return shape === "generic" ? genericConversationSchema.parse(raw) : callConversationSchema.parse(raw);
}

describe.each(shapes)("A call as the %s shape tells it", (shape) => {
  it.each(callsOfEveryKind)("$name", ({ legs, ...expected }) => {
    const call = read(shape, legs);
    const writable = call.participants.filter((leg) => isWritable(call, leg)).map(({ id }) => id);
    expect({
      phase: phaseOf(call, "me"),
      caller: callerLeg(call)?.id ?? null,
      own: ownLeg(call, "me")?.id ?? null,
      writable,
      direction: directionOf(call, "me"),
      setting: settingOf(call),
    }).toEqual({
      phase: expected.phase,
      caller: expected.caller,
      own: expected.own,
      writable: expected.writable,
      direction: expected.direction,
      setting: expected.setting,
    });
  });

  it("began with its first leg, is recorded, and has not ended while somebody is on it", () => {
    const call = read(shape, [
      { id: "mine", purpose: "agent", user: "me", began: 2 },
      { id: "caller", purpose: "customer" },
    ]);
    expect([startOf(call), call.recording, endOf(call)]).toEqual([callBegan, "active", null]);
  });

  it("ended when the last one left", () => {
    const call = read(shape, [
      { id: "caller", purpose: "customer", state: "terminated" },
      { id: "mine", purpose: "agent", user: "me", state: "terminated", began: 2 },
    ]);
    expect(endOf(call)).toBe(callBegan + 7 * 60_000);
  });
});

describe("The leg that a caller got in place of another", () => {
  const former: LegPlan = {
    id: "former",
    purpose: "customer",
    state: "terminated",
    disconnectType: "transfer.consult",
  };
  const riley = { address: "tel:+4930555010" };
  const casey: LegPlan = { id: "casey", purpose: "customer", address: "tel:+4930555020" };
  const anew: LegPlan = { id: "anew", purpose: "customer", began: 5 };

  it.each([
    ["is the one with the same number", [{ ...former, ...riley }, casey, { ...anew, ...riley }], "anew"],
    ["is the caller's where no number tells", [former, casey, anew], "casey"],
    ["is none for who hung up", [{ ...former, disconnectType: "endpoint" }, anew], undefined],
    ["is none for who lives", [{ ...former, state: "connected" }, anew], undefined],
    ["is none where there is no other", [former], undefined],
    ["is none for an agent who was handed on", [{ ...former, purpose: "agent" }, anew], undefined],
  ])("%s", (_, legs: LegPlan[], successor) => {
    const call = read("calls", legs);
    const leg = call.participants[0] ?? expect.fail("no leg");
    expect(successorOf(call, leg)?.id).toBe(successor);
  });
});

describe("The queue's name", () => {
  const mine: LegPlan = { id: "mine", purpose: "agent", user: "me", queue: "service" };
  const caller: LegPlan = { id: "caller", purpose: "customer", queue: "service" };
  const acd: LegPlan = { id: "acd", purpose: "acd", name: "Named by its leg", queue: "service" };
  const otherAcd: LegPlan = { id: "other", purpose: "acd", name: "Elsewhere", queue: "sales" };
  const direct: LegPlan = { id: "mine", purpose: "agent", user: "me" };

  it.each([
    ["is the event's", "event", [caller, acd, mine], "Service DE"],
    ["is the generic endpoint's", "generic", [caller, acd, mine], "Service DE"],
    ["is else that of its acd leg, not of another's", "calls", [otherAcd, acd, mine], "Named by its leg"],
    ["is else what the page says", "calls", [otherAcd, mine], "Said by the page"],
    ["is the caller's queue's where one's own leg has none", "event", [caller, direct], "Service DE"],
    ["is none without a queue, whatever the page says", "calls", [otherAcd, direct], null],
  ] as const)("%s", (_, shape, legs, name) => {
    expect(queueName(read(shape, legs), "me", "Said by the page")).toBe(name);
  });

  it("is none where nobody says it", () => {
    expect(queueName(read("calls", [mine]), "me")).toBeNull();
  });
});

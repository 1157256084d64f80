import { describe, expect, it } from "vitest";
import { directionOf, endOf, queueName, settingOf, startOf } from "../../../src/genesys/call-facts.ts";
import { callConversationSchema } from "../../../src/genesys/call-conversation.ts";
import type { Conversation } from "../../../src/genesys/conversation.ts";
import { genericConversationSchema } from "../../../src/genesys/generic-conversation.ts";
import { callerLeg, isWritable, ownLeg, phaseOf } from "../../../src/genesys/legs.ts";
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

import { describe, expect, it } from "vitest";
import { callConversationSchema } from "../../../src/genesys/call-conversation.ts";
import type { Conversation } from "../../../src/genesys/conversation.ts";
import { queueName } from "../../../src/genesys/call-facts.ts";
import { callerLeg, isCaller, isEnded, ownLeg, phaseOf } from "../../../src/genesys/legs.ts";

type Raw = Record<string, unknown>;

const me = { user: { id: "me" } };
const began = { startTime: "2026-03-02T09:15:00Z", connectedTime: "2026-03-02T09:15:05Z" };
const acw = { startAcwTime: "2026-03-02T09:20:00Z" };

function conversation(...legs: Raw[]): Conversation {
  const participants = legs.map((leg, index) => ({ id: `leg-${index}`, purpose: "agent", ...leg }));
  return callConversationSchema.parse({ id: "c", participants });
}
const caller: Raw = { purpose: "customer", state: "connected" };

describe("Where a call stands for a person", () => {
  it.each([
    ["alerting", { ...me, state: "alerting" }, "ringing"],
    ["dialing", { ...me, state: "dialing" }, "ringing"],
    ["contacting", { ...me, state: "contacting" }, "ringing"],
    ["offering", { ...me, state: "offering" }, "ringing"],
    ["connected", { ...me, ...began, state: "connected" }, "connected"],
    ["on hold", { ...me, ...began, state: "connected", held: true }, "held"],
    ["of a state that nobody knows", { ...me, state: "scheduled" }, "connected"],
    ["without a state", { ...me }, "connected"],
    ["ended", { ...me, ...began, state: "terminated" }, "ended"],
    ["disconnected", { ...me, ...began, state: "disconnected" }, "ended"],
    ["ended, wrap-up begun", { ...me, ...began, ...acw, state: "terminated" }, "after-call-work"],
    ["ended, wrap-up required but not begun", { ...me, ...began, state: "terminated", wrapupRequired: true }, "ended"],
    [
      "ended, wrap-up over",
      { ...me, ...began, ...acw, state: "terminated", endAcwTime: "2026-03-02T09:21:00Z" },
      "ended",
    ],
    ["ended, code given", { ...me, ...began, ...acw, state: "terminated", wrapup: { code: "x" } }, "ended"],
    ["a missed alert, wrap-up required", { ...me, state: "terminated", wrapupRequired: true }, "ended"],
  ])("own leg %s", (_, own, phase) => {
    expect(phaseOf(conversation(caller, own), "me")).toBe(phase);
  });

  it("without a leg of one's own: connected while anybody is there, then ended", () => {
    expect(phaseOf(conversation(caller), "me")).toBe("connected");
    expect(phaseOf(conversation({ ...caller, state: "terminated" }), "me")).toBe("ended");
  });
});

describe("One's own leg", () => {
  const missed: Raw = { ...me, state: "terminated", startTime: "2026-03-02T09:10:00Z" };
  const late: Raw = { ...me, state: "terminated", startTime: "2026-03-02T09:30:00Z" };

  it("of several is the one that lives, wherever it stands", () => {
    const live: Raw = { ...me, state: "connected", startTime: "2026-03-02T09:11:00Z" };
    for (const legs of [
      [missed, live, late],
      [live, missed],
      [late, live],
    ]) {
      expect(ownLeg(conversation(...legs), "me")?.state).toBe("connected");
    }
  });

  it("is the latest where none lives", () => {
    expect(ownLeg(conversation(late, missed), "me")?.id).toBe("leg-0");
    expect(ownLeg(conversation(missed, late), "me")?.id).toBe("leg-1");
  });

  it("is none among those of others", () => {
    expect(ownLeg(conversation(caller, { user: { id: "you" } }, {}), "me")).toBeUndefined();
  });
});

describe("The caller", () => {
  const gone: Raw = { purpose: "customer", state: "terminated" };
  const external: Raw = { purpose: "external", state: "connected" };

  it.each([
    ["a customer", [{ purpose: "ivr" }, caller], "leg-1"],
    ["an external", [external, { purpose: "agent" }], "leg-0"],
    ["the customer before an external", [external, caller], "leg-1"],
    ["a live external before a customer who has gone", [gone, external], "leg-1"],
    ["the new leg of a customer who was replaced", [gone, caller], "leg-1"],
    ["the first one where all have gone", [gone, { ...gone, purpose: "external" }], "leg-0"],
    ["nobody where there is none", [{ purpose: "agent" }, { purpose: "acd" }], undefined],
  ])("is %s", (_, legs, id) => {
    expect(callerLeg(conversation(...legs))?.id).toBe(id);
  });

  it("is a customer or an external, and nobody else", () => {
    const purposes = ["customer", "external", "agent", "user", "ivr", "acd", "voicemail", "fax", "api", "workflow"];
    const legs = conversation(...purposes.map((purpose) => ({ purpose }))).participants;
    expect(legs.filter(isCaller).map(({ purpose }) => purpose)).toEqual(["customer", "external"]);
  });

  it("has left when terminated or disconnected", () => {
    const states = ["alerting", "connected", "disconnected", "terminated", "converting", "none"];
    const legs = conversation(...states.map((state) => ({ state }))).participants;
    expect(legs.filter(isEnded).map(({ state }) => state)).toEqual(["disconnected", "terminated"]);
  });
});

describe("The queue", () => {
  const acd: Raw = { purpose: "acd", name: "Service DE", queue: { id: "q" }, state: "terminated" };

  it.each([
    ["has the name that the leg gives", [{ ...me, queue: { id: "q", name: "Sales" } }, acd], "Sales"],
    ["has else the name of its acd leg", [{ ...me, queue: { id: "q" } }, acd], "Service DE"],
    ["is the caller's where one's own leg has none", [{ ...caller, queue: { id: "q" } }, me, acd], "Service DE"],
    ["has no name where nobody gives one", [{ ...me, queue: { id: "other" } }, acd], null],
    ["is none on a direct call", [caller, me], null],
  ])("%s", (_, legs, name) => {
    expect(queueName(conversation(...legs), "me")).toBe(name);
  });
});

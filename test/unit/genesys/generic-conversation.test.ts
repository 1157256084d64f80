import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callConversationSchema } from "../../../src/genesys/call-conversation.ts";
import { conversationSchema, type Participant } from "../../../src/genesys/conversation.ts";
import { genericConversationSchema } from "../../../src/genesys/generic-conversation.ts";
import { queueName } from "../../../src/genesys/call-facts.ts";
import { callerLeg, isEnded, ownLeg, phaseOf } from "../../../src/genesys/legs.ts";
import documentedCall from "../../fixtures/documented-call.json" with { type: "json" };
import documentedGeneric from "../../fixtures/documented-generic-conversation.json" with { type: "json" };

const anna = "77777777-0000-4000-8000-0000000000a1";

function parseLeg(leg: Record<string, unknown>): Participant {
  const parsed = genericConversationSchema.parse({ id: "c", participants: [{ id: "p", purpose: "agent", ...leg }] });
  return parsed.participants[0] ?? expect.fail("no leg");
}

describe("The documented call as the generic endpoint tells it", () => {
  const call = genericConversationSchema.parse(documentedGeneric);

  it("is the same call: caller, attributes, phase, own leg, queue", () => {
    const flat = callConversationSchema.parse(documentedCall);
    expect(call.id).toBe(flat.id);
    expect(callerLeg(call)).toEqual(callerLeg(flat) && { ...callerLeg(flat), queueName: "Service DE" });
    expect(ownLeg(call, anna)?.id).toBe(ownLeg(flat, anna)?.id);
    expect(phaseOf(call, anna)).toBe(phaseOf(flat, anna));
    expect(queueName(call, anna)).toBe("Service DE");
  });

  it("knows when the conversation began, and that it is recorded, in whichever case", () => {
    expect(call).toMatchObject({
      startTime: Date.parse("2026-03-02T09:15:02.857Z"),
      endTime: null,
      recording: "active",
    });
    expect(genericConversationSchema.parse({ ...documentedGeneric, recordingState: "none" }).recording).toBe("none");
    expect(genericConversationSchema.parse({ ...documentedGeneric, recordingState: "odd" }).recording).toBeNull();
  });

  it("keeps its shape through storage", () => {
    expect(conversationSchema.parse(JSON.parse(JSON.stringify(call)))).toEqual(call);
  });
});

describe("A leg of the generic shape", () => {
  it.each([
    ["its call", { calls: [{ state: "alerting" }] }, { state: "alerting", isVoice: true }],
    [
      "the call that lives, of several",
      { calls: [{ state: "terminated" }, { state: "connected", held: true }, { state: "terminated" }] },
      { state: "connected", held: true },
    ],
    [
      "the latest call where none lives",
      {
        calls: [
          { state: "disconnected", direction: "inbound" },
          { state: "terminated", direction: "outbound" },
        ],
      },
      { state: "terminated", direction: "outbound" },
    ],
    [
      "its callback before anybody dialled",
      { calls: [], callbacks: [{ state: "connected" }] },
      { state: "connected", isVoice: false },
    ],
    [
      "the call that its callback became",
      { calls: [{ state: "dialing", direction: "outbound" }], callbacks: [{ state: "connected" }] },
      { state: "dialing", isVoice: true, direction: "outbound" },
    ],
    ["nothing where it has neither", { callbacks: [] }, { state: "none", isVoice: false }],
    ["nothing where they are junk", { calls: "x", callbacks: 5 }, { state: "none", isVoice: false }],
  ])("stands as %s says", (_, leg, expected) => {
    expect(parseLeg(leg)).toMatchObject(expected);
  });

  it("has ended with its call, and was connected when its call was, where it does not say so itself", () => {
    const leg = parseLeg({
      calls: [{ connectedTime: "2026-03-02T09:15:03Z", disconnectedTime: "2026-03-02T09:16:03Z" }],
    });
    expect(isEnded(leg)).toBe(true);
    expect([leg.connectedTime, leg.endTime]).toEqual([
      Date.parse("2026-03-02T09:15:03Z"),
      Date.parse("2026-03-02T09:16:03Z"),
    ]);
  });

  it("is wrapped up where it or its call has a code", () => {
    expect(parseLeg({ wrapup: { code: "x" } }).isWrappedUp).toBe(true);
    expect(parseLeg({ calls: [{ state: "terminated", wrapup: { code: "x" } }] }).isWrappedUp).toBe(true);
    expect(parseLeg({ calls: [{ state: "terminated" }] }).isWrappedUp).toBe(false);
  });
});

it("Any JSON is parsed or refused, never an exception", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (junk, inner) => {
      genericConversationSchema.safeParse(junk);
      const leg = { id: "p", purpose: "agent", calls: inner, callbacks: [inner], wrapup: inner, attributes: inner };
      expect(genericConversationSchema.safeParse({ id: "c", participants: [leg] }).success).toBe(true);
    }),
  );
});

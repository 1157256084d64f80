import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callConversationSchema, callListingSchema } from "../../../src/genesys/call-conversation.ts";
import { queueName } from "../../../src/genesys/call-facts.ts";
import { callerLeg, ownLeg, phaseOf } from "../../../src/genesys/legs.ts";
import { conversationSchema } from "../../../src/genesys/conversation.ts";
import documentedCall from "../../fixtures/documented-call.json" with { type: "json" };
import documentedFrame from "../../fixtures/documented-frame.json" with { type: "json" };

const anna = "77777777-0000-4000-8000-0000000000a1";
const sara = "88888888-0000-4000-8000-0000000000b2";
const smallest = { id: "p", purpose: "customer" };

function parseLeg(leg: unknown): unknown {
  return callConversationSchema.parse({ id: "c", participants: [leg] }).participants[0];
}

describe("The documented call", () => {
  const call = callConversationSchema.parse(documentedCall);

  it("is read whole: every leg, the caller's attributes in order", () => {
    expect(call.id).toBe("7c2f1f0e-6d1b-4a7f-9f53-0c1d2e3f4a5b");
    expect(call.participants.map(({ purpose }) => purpose)).toEqual([
      "customer",
      "ivr",
      "acd",
      "agent",
      "agent",
      "user",
    ]);
    expect(callerLeg(call)?.attributes.map(({ name, value }) => [name, value])).toEqual([
      ["CustomerId", "C-104233"],
      ["Tier", "gold"],
      ["Language", "de"],
      ["CallbackRequested", ""],
    ]);
  });

  it("has the caller's number, direction and times", () => {
    expect(callerLeg(call)).toMatchObject({
      ani: "tel:+4930555010",
      direction: "inbound",
      connectedTime: Date.parse("2026-03-02T09:15:03.071Z"),
      endTime: null,
      userId: null,
    });
  });

  it("is connected for the agent, whose missed alert does not count, and names the queue by its acd leg", () => {
    expect(ownLeg(call, anna)?.id).toBe("11111111-0000-4000-8000-000000000005");
    expect(phaseOf(call, anna)).toBe("connected");
    expect(queueName(call, anna)).toBe("Service DE");
  });

  it("is connected for the supervisor who monitors, and tells whom", () => {
    expect(ownLeg(call, sara)).toMatchObject({
      purpose: "user",
      monitoredParticipantId: "11111111-0000-4000-8000-000000000005",
    });
    expect(phaseOf(call, sara)).toBe("connected");
  });

  it("in the documented frame is read as well", () => {
    const framed = callConversationSchema.parse(documentedFrame.eventBody);
    expect(framed.id).toBe(call.id);
    expect(callerLeg(framed)?.attributes.find(({ name }) => name === "Tier")?.value).toBe("platinum");
    expect(phaseOf(framed, anna)).toBe("connected");
  });

  it("keeps its shape through storage", () => {
    expect(conversationSchema.parse(JSON.parse(JSON.stringify(call)))).toEqual(call);
  });
});

describe("A leg", () => {
  it("of which only id and purpose are known is read, the rest as missing", () => {
    expect(parseLeg(smallest)).toMatchObject({
      state: "none",
      held: false,
      name: null,
      userId: null,
      connectedTime: null,
      wrapupRequired: false,
      isWrappedUp: false,
      attributes: [],
    });
  });

  const fields = [
    "name",
    "address",
    "state",
    "held",
    "direction",
    "ani",
    "dnis",
    "user",
    "queue",
    "wrapupRequired",
    "startTime",
    "connectedTime",
    "endTime",
    "startAcwTime",
    "endAcwTime",
    "monitoredParticipantId",
    "coachedParticipantId",
    "bargedParticipantId",
    "attributes",
  ];

  it.each(fields)("whose %s is junk is read as if it were missing", (field) => {
    for (const junk of [null, 5, true, [], [1], {}, { id: 7 }, "junk"]) {
      const without = parseLeg(smallest);
      const withJunk = parseLeg({ ...smallest, [field]: junk });
      const isFine = [typeof withJunk, Object.keys(withJunk ?? {})];
      expect(isFine).toEqual(["object", Object.keys(without ?? {})]);
    }
    expect(parseLeg({ ...smallest, [field]: [1] })).toEqual(parseLeg(smallest));
  });

  it.each([
    ["a wrap-up code", { code: "x" }, true],
    ["none", undefined, false],
    ["null", null, false],
  ])("with %s is wrapped up or not", (_, wrapup, expected) => {
    expect(parseLeg({ ...smallest, wrapup })).toMatchObject({ isWrappedUp: expected });
  });

  it("with attributes that are not strings keeps them with their kind; unknown members do no harm", () => {
    const attributes = { n: 5, b: true, o: { a: 1 }, z: null };
    expect(parseLeg({ ...smallest, attributes, additionalProperties: {}, new: [1] })).toMatchObject({
      attributes: [
        { name: "n", value: "5", kind: "number" },
        { name: "b", value: "true", kind: "boolean" },
        { name: "o", value: '{"a":1}', kind: "json" },
        { name: "z", value: "null", kind: "json" },
      ],
    });
  });

  it("with a name that every object has keeps it", () => {
    const leg: unknown = JSON.parse('{"id":"p","purpose":"customer","attributes":{"__proto__":"x","constructor":"y"}}');
    expect(parseLeg(leg)).toMatchObject({ attributes: [{ name: "__proto__" }, { name: "constructor" }] });
  });
});

describe("A conversation", () => {
  it.each([{}, { id: "c" }, { id: 5, participants: [] }, { id: "c", participants: {} }, null, "c", []])(
    "%j is none",
    (junk) => {
      expect(callConversationSchema.safeParse(junk).success).toBe(false);
    },
  );

  it("of any JSON is parsed or refused, never an exception", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (junk, inner) => {
        expect(callConversationSchema.safeParse(junk).success).toBe(false);
        callConversationSchema.safeParse({
          id: "c",
          participants: [{ id: "p", purpose: "customer", attributes: inner, user: inner }],
        });
      }),
    );
  });

  it("among others that nobody can read does not vanish with them", () => {
    const listing = { entities: [null, { id: 5 }, documentedCall, { id: "c" }], pageSize: 4 };
    expect(callListingSchema.parse(listing).entities.map(({ id }) => id)).toEqual([documentedCall.id]);
  });

  it.each([{}, { entities: null }, { entities: {} }, []])("list %j is malformed, not empty", (junk) => {
    expect(callListingSchema.safeParse(junk).success).toBe(false);
  });
});

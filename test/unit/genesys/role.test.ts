import { describe, expect, it } from "vitest";
import documentedCall from "../../fixtures/documented-call.json" with { type: "json" };
import { callConversationSchema } from "../../../src/genesys/call-conversation.ts";
import type { Conversation } from "../../../src/genesys/conversation.ts";
import { roleOf } from "../../../src/genesys/role.ts";

type Raw = Record<string, unknown>;

const me = { user: { id: "me" }, state: "connected" };
const listening = ["monitoredParticipantId", "coachedParticipantId", "bargedParticipantId"] as const;
const permissions = ["monitor", "coach", "barge"].map((what) => `conversation:call:${what}`);
const nobody = { userId: "me", permissions: [] };

function conversation(...legs: Raw[]): Conversation {
  const caller = { purpose: "customer", state: "connected" };
  const participants = [caller, ...legs].map((leg, index) => ({
    id: `leg-${index.toString()}`,
    purpose: "agent",
    ...leg,
  }));
  return callConversationSchema.parse({ id: "c", participants });
}

describe("The role on a call", () => {
  it("with an own leg is agent, whatever the permissions", () => {
    expect(roleOf(conversation(me), { userId: "me", permissions })).toBe("agent");
    expect(roleOf(conversation({ ...me, state: "terminated" }), { userId: "me", permissions })).toBe("agent");
  });

  it.each(listening)("with a leg that has %s is supervisor, whatever the permissions", (field) => {
    expect(roleOf(conversation({ ...me, [field]: "leg-9" }), nobody)).toBe("supervisor");
  });

  it("with an own leg beside the one that listens is agent: any own leg makes one", () => {
    const monitors = { ...me, monitoredParticipantId: "leg-9" };
    expect(roleOf(conversation(monitors, me), nobody)).toBe("agent");
    expect(roleOf(conversation(me, monitors), nobody)).toBe("agent");
  });

  it("off the call follows the permissions: each of the three makes a supervisor, none an agent", () => {
    const others = conversation({ user: { id: "anna" }, monitoredParticipantId: "leg-9" });
    for (const permission of permissions)
      expect(roleOf(others, { userId: "me", permissions: ["x", permission] })).toBe("supervisor");
    expect(roleOf(others, { userId: "me", permissions: ["conversation:call:add"] })).toBe("agent");
    expect(roleOf(others, nobody)).toBe("agent");
  });

  it("in the documented call: the one who monitors is supervisor, the one who talks is agent", () => {
    const call = callConversationSchema.parse(documentedCall);
    const role = (userId: string) => roleOf(call, { userId, permissions: [] });
    expect(role("88888888-0000-4000-8000-0000000000b2")).toBe("supervisor");
    expect(role("77777777-0000-4000-8000-0000000000a1")).toBe("agent");
  });
});

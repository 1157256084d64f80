import { describe, expect, it } from "vitest";
import { annaId, at, benId, drive, legs, saraId, table, textAt } from "./driven-simulator.ts";

const ourNumber = "tel:+4930555099";
const theirNumber = "tel:+4930555010";

describe("an outbound call", () => {
  it("dials a customer on behalf of a queue, and is connected when they answer", () => {
    const driven = drive();
    const { conversationId } = driven.control.placeCall({ kind: "outbound", state: "dialing", attributes: {} });
    const seen = () => table(legs(driven, conversationId), "purpose", "direction", "state", "ani", "queue.id");
    const queueId = at(legs(driven, conversationId)[0] ?? null, "queue", "id");
    expect(queueId).not.toBeNull();
    expect(seen()).toEqual([
      ["agent", "outbound", "dialing", ourNumber, queueId],
      ["customer", "outbound", "dialing", ourNumber, queueId],
    ]);
    expect(at(legs(driven, conversationId)[1] ?? null, "dnis")).toBe(theirNumber);
    driven.control.callerAnswers();
    expect(table(legs(driven, conversationId), "state")).toEqual([["connected"], ["connected"]]);
  });

  it("without a queue is a user's and an external's", () => {
    const driven = drive();
    const { conversationId } = driven.control.placeCall({ kind: "outbound", queue: null });
    expect(table(legs(driven, conversationId), "purpose", "queue")).toEqual([
      ["user", null],
      ["external", null],
    ]);
  });

  it("shows the own leg connected while dialling, if that is assumed", () => {
    const driven = drive({ assumed: { outboundAgentState: "connected", outboundCallerDirection: "inbound" } });
    const { conversationId } = driven.control.placeCall({ kind: "outbound", state: "dialing" });
    expect(table(legs(driven, conversationId), "state", "direction")).toEqual([
      ["connected", "outbound"],
      ["dialing", "inbound"],
    ]);
  });
});

describe("an internal call", () => {
  it("has two colleagues, no caller and no queue", () => {
    const driven = drive();
    const placed = driven.control.placeCall({ kind: "internal", state: "ringing" });
    expect(placed).toMatchObject({ callerParticipantId: "", callerParticipantIds: [] });
    const seen = () => table(legs(driven, placed.conversationId), "purpose", "user.id", "direction", "state", "queue");
    expect(seen()).toEqual([
      ["user", annaId, "outbound", "dialing", null],
      ["user", benId, "inbound", "alerting", null],
    ]);
    driven.control.answer({ user: "ben" });
    expect(seen().map((row) => row[3])).toEqual(["connected", "connected"]);
    driven.control.end();
    expect(driven.control.conversation()).toMatchObject({ ended: true });
    expect(table(legs(driven, placed.conversationId), "disconnectType")).toEqual([["client"], ["peer"]]);
  });

  it("has agents' legs, if that is assumed, and needs two people", () => {
    const driven = drive({ assumed: { internalPurpose: "agent" } });
    const { conversationId } = driven.control.placeCall({ kind: "internal", agents: ["ben", "anna"] });
    expect(table(legs(driven, conversationId), "purpose", "user.id")).toEqual([
      ["agent", benId],
      ["agent", annaId],
    ]);
    expect(() => driven.control.placeCall({ kind: "internal", agents: ["ben"] })).toThrow("two agents");
    expect(() => driven.control.placeCall({ kind: "internal", state: "waiting" })).toThrow("queue");
  });
});

describe("a callback that became a call", () => {
  it("has a copy of its data on the acd leg, and the callback beside the call in the generic form", () => {
    const driven = drive();
    const { conversationId } = driven.control.placeCall({ kind: "callback", attributes: { Reason: "invoice" } });
    expect(table(legs(driven, conversationId), "purpose", "state", "attributes.Reason")).toEqual([
      ["acd", "terminated", "invoice"],
      ["agent", "connected", null],
      ["customer", "connected", "invoice"],
    ]);
    const path = `/api/v2/conversations/${conversationId}`;
    const generic = driven.send("GET", path, { token: driven.tokenOf("sara") }).json;
    expect(at(generic, "participants", 1, "callbacks", 0)).toMatchObject({
      state: "connected",
      callbackNumbers: ["+4930555010"],
    });
    expect(at(generic, "participants", 0, "callbacks")).toEqual([]);
  });
});

describe("a campaign's call", () => {
  it.each(["dialer", "campaign"] as const)("comes through a leg of purpose %s", (campaignPurpose) => {
    const driven = drive({ assumed: { campaignPurpose } });
    const { conversationId } = driven.control.placeCall({ kind: "campaign" });
    expect(table(legs(driven, conversationId), "purpose", "state", "direction")).toEqual([
      [campaignPurpose, "terminated", "outbound"],
      ["customer", "connected", "outbound"],
      ["acd", "terminated", "inbound"],
      ["agent", "connected", "outbound"],
    ]);
  });
});

describe("a conference", () => {
  it("has several callers, each with number, contact and attributes of their own", () => {
    const driven = drive();
    const contact = "33333333-0000-4000-8000-0000000000bb";
    const placed = driven.control.placeCall({
      attributes: { Name: "one" },
      moreCallers: [{ number: "tel:+4930555021", attributes: { Name: "two" }, externalContactId: contact }],
    });
    const { participantId } = driven.control.addCaller({
      caller: { purpose: "external", direction: "outbound", state: "dialing", number: "tel:+4930555022" },
    });
    expect(placed.callerParticipantIds).toHaveLength(2);
    const callers = () =>
      legs(driven, placed.conversationId).filter((leg) => /customer|external/.test(textAt(leg, "purpose")));
    expect(table(callers(), "purpose", "state", "ani", "attributes.Name", "externalContact.id")).toEqual([
      ["customer", "connected", theirNumber, "one", null],
      ["customer", "connected", "tel:+4930555021", "two", contact],
      ["external", "dialing", ourNumber, null, null],
    ]);
    driven.control.callerAnswers();
    driven.control.removeCaller({ participantId: placed.callerParticipantId });
    expect(table(callers(), "state", "disconnectType")).toEqual([
      ["terminated", "endpoint"],
      ["connected", null],
      ["connected", null],
    ]);
    driven.control.removeCaller();
    expect(at(callers()[2] ?? null, "id")).toBe(participantId);
    expect(at(callers()[2] ?? null, "state")).toBe("terminated");
    expect(driven.control.conversation()).toMatchObject({ ended: false });
  });
});

describe("the queue's name", () => {
  it("stands on the acd leg alone, unless events are assumed to have it", () => {
    const driven = drive({ assumed: { eventAfterMs: 0 } });
    const listener = driven.listen(driven.tokenOf("anna"), [`v2.users.${annaId}.conversations.calls`]);
    driven.control.placeCall();
    driven.control.assume({ eventQueueName: true });
    driven.control.hold();
    driven.wait(0);
    const [bare, named] = listener.frames.map((frame) => at(frame, "eventBody", "participants"));
    expect(at(bare ?? null, 2, "name")).toBe("Service DE");
    expect([at(bare ?? null, 0, "queue", "name"), at(named ?? null, 0, "queue", "name")]).toEqual([null, "Service DE"]);
  });
});

describe("recording", () => {
  it("is active, paused or none, in the words of each shape", () => {
    const driven = drive();
    const { conversationId } = driven.control.placeCall();
    const flat = () => table(legs(driven, conversationId), "purpose", "recording", "recordingState");
    const generic = () =>
      at(
        driven.send("GET", `/api/v2/conversations/${conversationId}`, { token: driven.tokenOf("sara") }).json,
        "recordingState",
      );
    expect([flat()[0], generic()]).toEqual([["customer", true, "active"], "ACTIVE"]);
    driven.control.setRecording({ state: "paused" });
    expect([flat()[0], generic()]).toEqual([["customer", false, "paused"], "PAUSED"]);
    driven.control.setRecording({ state: "none" });
    expect([flat()[0], generic()]).toEqual([["customer", false, "none"], "NONE"]);
  });
});

describe("after-call work", () => {
  it("ends with a wrap-up code", () => {
    const driven = drive();
    const { conversationId } = driven.control.placeCall();
    driven.control.end();
    driven.wait(12_000);
    driven.control.finishWrapup({ code: "resolved", notes: "called back" });
    expect(legs(driven, conversationId).at(-1)).toMatchObject({
      wrapup: { code: "resolved", notes: "called back", durationSeconds: 12 },
    });
  });
});

describe("tags", () => {
  it("are put with their permission, and read in the generic form", () => {
    const driven = drive();
    const { conversationId } = driven.control.placeCall();
    const path = `/api/v2/conversations/${conversationId}`;
    const body = { externalTag: "legal" };
    expect(driven.send("PUT", `${path}/tags`, { token: driven.tokenOf("anna"), body }).json).toMatchObject({
      status: 403,
      code: "missing.permissions",
      messageParams: { permissions: "conversation:externalTag:edit" },
    });
    const token = driven.tokenOf("sara");
    expect(driven.send("PUT", `${path}/tags`, { token, body })).toMatchObject({ status: 200, text: "" });
    expect(at(driven.send("GET", path, { token }).json, "externalTag")).toBe("legal");
    expect(driven.control.conversation().externalTag).toBe("legal");
    expect(driven.send("PUT", `${path}/tags`, { token, body: {} }).status).toBe(400);
    expect(driven.send("PUT", `${path}0/tags`, { token, body }).status).toBe(404);
    driven.control.assume({ externalTagAnswer: "text" });
    expect(driven.send("PUT", `${path}/tags`, { token, body }).json).toBe("legal");
  });
});

describe("a supervisor", () => {
  it("barges into a call without naming a leg, and leaves with the leg that they listen to", () => {
    const driven = drive();
    const { conversationId, agentParticipantIds } = driven.control.placeCall();
    const path = `/api/v2/conversations/${conversationId}/barge`;
    expect(driven.send("POST", path, { token: driven.tokenOf("ben") }).status).toBe(403);
    expect(driven.send("POST", path, { token: driven.tokenOf("sara") }).status).toBe(201);
    const sara = () => legs(driven, conversationId, "sara").find((leg) => at(leg, "user", "id") === saraId) ?? null;
    expect(at(sara(), "bargedParticipantId")).toBe(agentParticipantIds[0]);
    driven.control.transfer({ to: "ben", kind: "blind" });
    expect(at(sara(), "state")).toBe("terminated");
  });

  it("can listen to the caller's leg, and stays when the agent goes", () => {
    const driven = drive();
    const { conversationId, callerParticipantId } = driven.control.placeCall();
    driven.control.supervise({ kind: "monitor", participantId: callerParticipantId });
    driven.control.transfer({ to: "ben", kind: "blind" });
    expect(legs(driven, conversationId, "sara").at(-2)).toMatchObject({
      monitoredParticipantId: callerParticipantId,
      state: "connected",
    });
  });
});

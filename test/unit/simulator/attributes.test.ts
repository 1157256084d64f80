import { describe, expect, it } from "vitest";
import { at, drive, type Answered, type Driven } from "./driven-simulator.ts";
import type { SimulatorOptions } from "../../simulator/simulator.ts";

interface OnCall {
  driven: Driven;
  token: string;
  id: string;
  caller: string;
  patch: (attributes: unknown, variant?: string) => Answered;
  shown: () => unknown;
}

function onCall(
  options: SimulatorOptions = {},
  attributes: Record<string, string> = { Tier: "silver", Empty: "" },
): OnCall {
  const driven = drive(options);
  const token = driven.tokenOf("anna");
  const { conversationId: id, callerParticipantId: caller } = driven.control.placeCall({ attributes });
  return {
    driven,
    token,
    id,
    caller,
    patch: (body, variant = "/calls") =>
      driven.send("PATCH", `/api/v2/conversations${variant}/${id}/participants/${caller}/attributes`, {
        token,
        body: { attributes: body },
      }),
    shown: () =>
      at(driven.send("GET", `/api/v2/conversations/calls/${id}`, { token }).json, "participants", 0, "attributes"),
  };
}

describe("a PATCH of attributes", () => {
  it("answers 202 with the sent map for calls", () => {
    const answer = onCall().patch({ Tier: "gold" });
    expect([answer.status, answer.json]).toEqual([202, { attributes: { Tier: "gold" } }]);
  });

  it("answers 202 without a body in the generic variant", () => {
    const answer = onCall().patch({ Tier: "gold" }, "");
    expect([answer.status, answer.text]).toEqual([202, ""]);
  });

  it.each(["/callbacks", "/emails", "/messages", "/cobrowsesessions"])("finds no call under %s", (variant) => {
    expect(onCall().patch({ Tier: "gold" }, variant).status).toBe(404);
  });

  it("merges per name, and names differ by case", () => {
    const call = onCall();
    call.patch({ Tier: "gold", tier: "x", "ANI ": "with space", "a.b": "" });
    expect(call.shown()).toEqual({ Tier: "gold", Empty: "", tier: "x", "ANI ": "with space", "a.b": "" });
  });

  it("refuses a null map with the documented code", () => {
    const answer = onCall().patch(null);
    expect(answer.json).toMatchObject({
      status: 400,
      code: "conversation.error.participant.attribute.null",
      message: "Cannot update participant attribute map to a null value.",
    });
  });

  it.each([
    ["refused", 400, { Tier: "silver", Empty: "" }],
    ["stringified", 202, { Tier: "7", Empty: "" }],
    ["kept", 202, { Tier: "7", Empty: "" }],
  ] as const)("has numbers %s as assumed", (nonStringValue, status, shown) => {
    const call = onCall({ assumed: { nonStringValue } });
    expect(call.patch({ Tier: 7 }).status).toBe(status);
    expect(call.shown()).toEqual(shown);
  });

  it.each([
    ["refused", { Tier: "silver", Empty: "" }],
    ["removed", { Empty: "" }],
    ["emptied", { Tier: "", Empty: "" }],
    ["ignored", { Tier: "silver", Empty: "" }],
  ] as const)("has a null for one name %s as assumed", (nullValue, shown) => {
    const call = onCall({ assumed: { nullValue } });
    call.patch({ Tier: null });
    expect(call.shown()).toEqual(shown);
  });

  it("answers 413 above the limit, naming it, and keeps the map", () => {
    const call = onCall({ assumed: { attributesLimitBytes: 100 } });
    expect(call.patch({ Long: "x".repeat(100) }).json).toMatchObject({
      status: 413,
      code: "request.entity.too.large",
      message: "The request is over the size limit. Maximum bytes: 100",
    });
    expect(call.shown()).toEqual({ Tier: "silver", Empty: "" });
  });

  it("answers 404 for a participant or conversation that is not there, 400 for a body that is no map, 415 for no JSON", () => {
    const { driven, token, id, caller } = onCall();
    const send = (path: string, body: unknown, headers?: Record<string, string>): Answered =>
      driven.send("PATCH", path, { token, body, ...(headers === undefined ? {} : { headers }) });
    const good = { attributes: {} };
    expect(send(`/api/v2/conversations/calls/${id}/participants/nobody/attributes`, good).json).toMatchObject({
      code: "conversation.error.not.conversation.participant",
    });
    expect(send(`/api/v2/conversations/calls/none/participants/${caller}/attributes`, good).json).toMatchObject({
      code: "conversation.not.found",
    });
    const path = `/api/v2/conversations/calls/${id}/participants/${caller}/attributes`;
    expect(send(path, { attributes: ["a"] }).status).toBe(400);
    expect(send(path, "{", { "content-type": "application/json" }).status).toBe(400);
    expect(send(path, "attributes=1", { "content-type": "text/plain" }).status).toBe(415);
  });

  it("shows after the assumed lag, not before", () => {
    const call = onCall({ assumed: { visibleAfterMs: 1500 } });
    expect(call.patch({ Tier: "gold" }).status).toBe(202);
    call.driven.wait(1499);
    expect(call.shown()).toMatchObject({ Tier: "silver" });
    call.driven.wait(1);
    expect(call.shown()).toMatchObject({ Tier: "gold" });
  });

  it.each([
    ["notFound", 404],
    ["accepted", 202],
    ["conflict", 409],
    ["badRequest", 400],
    ["forbidden", 403],
  ] as const)("after the end is %s as assumed", (writeAfterEnd, status) => {
    const call = onCall({ assumed: { writeAfterEnd } });
    call.driven.control.end({ wrapup: false });
    expect(call.patch({ Tier: "gold" }).status).toBe(status);
  });

  it("is accepted during after-call work", () => {
    const call = onCall();
    call.driven.control.end();
    expect(call.patch({ Tier: "gold" }).status).toBe(202);
    call.driven.wait(120_000);
    expect(call.patch({ Tier: "gold" }).status).toBe(404);
  });

  it("of outsiders and of agents who left is judged as assumed", () => {
    const { driven, id, caller } = onCall();
    const path = `/api/v2/conversations/calls/${id}/participants/${caller}/attributes`;
    const by = (user: string): number =>
      driven.send("PATCH", path, { token: driven.tokenOf(user), body: { attributes: {} } }).status;
    driven.control.transfer({ to: "ben", kind: "blind" });
    expect([by("anna"), by("ben"), by("sara")]).toEqual([202, 202, 202]);
    driven.control.assume({ writeByOutsider: "forbidden", writeAfterLeaving: "forbidden" });
    expect([by("anna"), by("ben"), by("sara")]).toEqual([403, 202, 403]);
  });
});

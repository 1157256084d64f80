import { describe, expect, it } from "vitest";
import { at, drive, type Driven } from "./driven-simulator.ts";

const list = "/api/v2/conversations/calls";

function onCall(): { driven: Driven; token: string; patchPath: string; tier: () => unknown } {
  const driven = drive();
  const { conversationId, callerParticipantId } = driven.control.placeCall({ attributes: { Tier: "silver" } });
  return {
    driven,
    token: driven.tokenOf("anna"),
    patchPath: `${list}/${conversationId}/participants/${callerParticipantId}/attributes`,
    tier: () => driven.control.conversation({ conversationId }).participants[0]?.attributes.Tier,
  };
}

const gold = { attributes: { Tier: "gold" } };

describe("a fault", () => {
  it("answers the next N requests of its kind, and no other", () => {
    const { driven, token, patchPath } = onCall();
    driven.control.fault({ method: "PATCH", path: "/attributes$", times: 2, answer: { status: 503 } });
    expect(driven.send("GET", list, { token }).status).toBe(200);
    const statuses = [1, 2, 3].map(() => driven.send("PATCH", patchPath, { token, body: gold }).status);
    expect(statuses).toEqual([503, 503, 202]);
  });

  it("of a status has the documented body, Retry-After if wanted, and applies nothing", () => {
    const { driven, token, patchPath, tier } = onCall();
    driven.control.fault({ method: "PATCH", answer: { status: 503, retryAfterSeconds: 7 } });
    const answer = driven.send("PATCH", patchPath, { token, body: gold });
    expect(answer.json).toMatchObject({ status: 503, code: "service.unavailable", details: [], errors: [] });
    expect(answer.headers["retry-after"]).toBe("7");
    expect(tier()).toBe("silver");
  });

  it("can bring its own body", () => {
    const { driven, token } = onCall();
    driven.control.fault({ answer: { status: 409, body: { code: "odd" } } });
    expect(driven.send("GET", list, { token }).json).toEqual({ code: "odd" });
  });

  it("drops the connection before the request was applied", () => {
    const { driven, token, patchPath, tier } = onCall();
    driven.control.fault({ method: "PATCH", answer: "drop-before" });
    expect(driven.raw("PATCH", patchPath, { token, body: gold })).toMatchObject({ kind: "dropped" });
    expect(tier()).toBe("silver");
  });

  it("drops the connection after the request was applied", () => {
    const { driven, token, patchPath, tier } = onCall();
    driven.control.fault({ method: "PATCH", answer: "drop-after" });
    expect(driven.raw("PATCH", patchPath, { token, body: gold })).toMatchObject({ kind: "dropped" });
    expect(tier()).toBe("gold");
  });

  it("delays an answer that was applied", () => {
    const { driven, token, patchPath, tier } = onCall();
    driven.control.fault({ method: "PATCH", answer: { delayMs: 20_000 } });
    expect(driven.send("PATCH", patchPath, { token, body: gold })).toMatchObject({ status: 202, delayMs: 20_000 });
    expect(tier()).toBe("gold");
  });

  it("cuts the body", () => {
    const { driven, token } = onCall();
    driven.control.fault({ answer: "malformed" });
    const answer = driven.send("GET", list, { token });
    expect(answer.status).toBe(200);
    expect(() => JSON.parse(answer.text) as unknown).toThrow(SyntaxError);
  });

  it("can be meant for one host, and taken back", () => {
    const { driven, token } = onCall();
    driven.control.fault({ host: "api.mypurecloud.ie", answer: { status: 500 } });
    expect(driven.send("GET", list, { token }).status).toBe(200);
    driven.control.fault({ answer: { status: 500 } });
    driven.control.clearFaults();
    expect(driven.send("GET", list, { token }).status).toBe(200);
  });
});

describe("the rate limit", () => {
  it("lets 300 requests a minute and token pass, then answers the normalized 429", () => {
    const { driven, token } = onCall();
    for (let count = 1; count <= 300; count += 1) expect(driven.send("GET", list, { token }).status).toBe(200);
    driven.wait(18_000);
    const refused = driven.send("GET", list, { token });
    expect(refused.headers["retry-after"]).toBe("42");
    expect(refused.json).toEqual({
      message: "Rate limit exceeded the maximum. Retry the request in [42] seconds",
      code: "too.many.requests.retry.after",
      status: 429,
      contextId: refused.headers["inin-correlation-id"],
      details: [],
      errors: [],
    });
    expect(driven.send("GET", list, { token: driven.tokenOf("ben") }).status).toBe(200);
    driven.wait(42_000);
    expect(driven.send("GET", list, { token }).status).toBe(200);
  });
});

describe("what was received", () => {
  it("lists requests without tokens, but with whose they were", () => {
    const { driven, token, patchPath } = onCall();
    driven.send("PATCH", patchPath, { token, body: gold });
    driven.send("GET", list, { token: "wrong" });
    const [patch] = driven.control.received({ method: "PATCH", path: "/attributes$" });
    expect(patch).toMatchObject({
      kind: "request",
      host: "api.mypurecloud.de",
      path: patchPath,
      body: '{"attributes":{"Tier":"gold"}}',
      authorized: true,
      answered: 202,
      at: driven.now(),
    });
    expect(driven.control.received({ path: "/calls$" })).toMatchObject([{ authorized: false, answered: 401 }]);
    expect(JSON.stringify(driven.control.received())).not.toContain(token);
    driven.control.clearReceived();
    expect(driven.control.received()).toEqual([]);
  });

  it("tells sockets and their texts apart from requests", () => {
    const { driven, token } = onCall();
    driven.listen(token, []).say("hello");
    expect(driven.control.received({ kind: "socket" })).toHaveLength(1);
    expect(driven.control.received({ kind: "text" })).toMatchObject([{ body: "hello" }]);
  });
});

describe("every API answer", () => {
  it("has a correlation id of its own, which an error repeats", () => {
    const { driven, token } = onCall();
    const first = driven.send("GET", list, { token });
    const second = driven.send("GET", `${list}/none`, { token });
    expect(first.headers["inin-correlation-id"]).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(at(second.json, "contextId")).toBe(second.headers["inin-correlation-id"]);
    expect(second.headers["inin-correlation-id"]).not.toBe(first.headers["inin-correlation-id"]);
    expect(driven.send("GET", "/api/v2/nothing", { token }).json).toMatchObject({ status: 404, code: "not.found" });
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backoff } from "../../../src/genesys/backoff.ts";
import { errorFromAnswer, type GenesysError } from "../../../src/genesys/errors.ts";
import { errorAnswer, missingPermissions, tooLarge, tooManyRequests } from "../../simulator/error-answers.ts";

const now = 1_700_000_000_000;

function answered(status: number, body = "", headers: Record<string, string> = {}): GenesysError {
  return errorFromAnswer(status, new Headers(headers), body, now);
}

describe("An answer of Genesys", () => {
  // Every status and code of genesys-platform-api.md 4.2, with the documented body.
  it.each([
    [400, "bad.request", "rejected"],
    [400, "invalid.value", "rejected"],
    [400, "conversation.error.participant.attribute.null", "rejected"],
    [400, "not.a.user", "rejected"],
    [400, "notification.invalid.topic", "rejected"],
    [401, "authentication.required", "unauthorized"],
    [401, "bad.credentials", "unauthorized"],
    [401, "ip.not.authorized", "unauthorized"],
    [401, "credentials.expired", "unauthorized"],
    [403, "missing.permissions", "forbidden"],
    [403, "missing.any.permissions", "forbidden"],
    [403, "not.authorized", "forbidden"],
    [403, "conversation.error.forbidden.not.active.participant", "not-active-participant"],
    [404, "not.found", "not-found"],
    [404, "conversation.not.found", "not-found"],
    [404, "conversation.error.conversation.not.found", "not-found"],
    [404, "conversation.error.not.conversation.participant", "not-found"],
    [408, "client.timeout", "timeout"],
    [409, "general.conflict", "conflict"],
    [409, "conflict", "conflict"],
    [413, "request.entity.too.large", "rejected"],
    [415, "unsupported.media.type", "rejected"],
    [422, "payload.or.params.invalid", "rejected"],
    [429, "too.many.requests.retry.after", "rate-limited"],
    [429, "too.many.requests", "rate-limited"],
    [500, "internal.server.error", "server"],
    [502, "bad.gateway", "server"],
    [503, "service.unavailable", "server"],
    [504, "authentication.request.timeout", "server"],
    [504, "request.timeout", "server"],
  ])("%i %s means %s", (status, code, kind) => {
    const { body } = errorAnswer(status, code);
    expect(answered(status, body).kind).toBe(kind);
  });

  it("that refuses for good has Genesys' own words and the status", () => {
    expect(answered(413, tooLarge(10_240).body)).toMatchObject({
      kind: "rejected",
      status: 413,
      detail: "The request is over the size limit. Maximum bytes: 10240",
    });
  });

  it("that names a permission names it, from the parameters or from the text", () => {
    const { body } = missingPermissions(["conversation:communication:view"]);
    expect(answered(403, body)).toMatchObject({ kind: "forbidden", missing: "conversation:communication:view" });
    const message =
      "Unable to perform the requested action. You are missing the following permission(s): conversation:communication:view";
    expect(answered(403, JSON.stringify({ message }))).toMatchObject({ missing: "conversation:communication:view" });
  });

  it("that names one of several permissions names them all", () => {
    const { body } = missingPermissions(["conversation:call:monitor", "conversation:call:coach"]);
    expect(answered(403, body)).toMatchObject({ missing: "conversation:call:monitor, conversation:call:coach" });
  });

  it("that names no permission says so, with Genesys' own words", () => {
    expect(answered(403, '{"message":"No."}')).toEqual({
      kind: "forbidden",
      missing: null,
      scope: null,
      detail: "No.",
    });
    expect(answered(403, '{"messageParams":{"permissions":""}}')).toMatchObject({ missing: null });
    expect(answered(403, '{"messageParams":{"permissions":5}}')).toMatchObject({ missing: null });
  });

  it("has the correlation id of its header, else of its body, else none", () => {
    const body = JSON.stringify({ contextId: "from-body" });
    expect(answered(500, body, { "ININ-Correlation-Id": "from-header" })).toEqual({
      kind: "server",
      status: 500,
      correlationId: "from-header",
    });
    expect(answered(500, body)).toMatchObject({ correlationId: "from-body" });
    expect(answered(500, '{"contextId":""}')).toEqual({ kind: "server", status: 500 });
  });

  it.each([
    "",
    "<html>502</html>",
    "null",
    "[]",
    "5",
    '"text"',
    '{"message":5}',
    '{"code":{}}',
    '{"messageParams":[]}',
    "{",
  ])("with the body %j is judged by its status alone", (body) => {
    for (const status of [400, 401, 403, 404, 408, 409, 429, 500]) {
      expect(answered(status, body).kind).toBe(answered(status).kind);
    }
  });

  it("of any status, body and headers is an error, never an exception", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 300, max: 599 }),
        fc.json(),
        fc.string({ unit: "grapheme-ascii" }),
        (status, body, value) => {
          const headers = /^[\x21-\x7e]+$/.test(value) ? { "Retry-After": value } : {};
          expect(answered(status, body, headers).kind).toMatch(/^[a-z-]+$/);
        },
      ),
    );
  });
});

describe("Retry-After", () => {
  function wait(value: string | undefined): number {
    const error = answered(429, "", value === undefined ? {} : { "Retry-After": value });
    return error.kind === "rate-limited" ? (error.retryAt - now) / 1000 : Number.NaN;
  }

  it.each([
    ["42", 42],
    ["0", 0],
    ["1", 1],
    ["3600", 3600],
    [" 7 ", 7],
    [undefined, 60],
    ["", 60],
    ["-5", 60],
    ["soon", 60],
    ["Infinity", 60],
  ])("%j is a wait of %i seconds", (value, seconds) => {
    expect(wait(value)).toBe(seconds);
  });

  it("as a date is a wait until then", () => {
    expect(wait(new Date(now + 30_000).toUTCString())).toBeGreaterThanOrEqual(29);
    expect(wait(new Date(now + 30_000).toUTCString())).toBeLessThanOrEqual(60);
  });

  it("is read from the documented answer", () => {
    const { body, headers } = tooManyRequests(42);
    expect(errorFromAnswer(429, new Headers(headers), body, now)).toMatchObject({ retryAt: now + 42_000 });
  });
});

describe("A wait between two attempts", () => {
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

  it("lies between nothing and a minute, at any attempt", () => {
    fc.assert(
      fc.property(fc.nat(), random, (attempt, chance) => {
        const wait = backoff(attempt, () => chance);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(60_000);
        expect(Number.isInteger(wait)).toBe(true);
      }),
    );
  });

  it("is bounded by a second at first, and the bound doubles up to a minute", () => {
    const bounds = [0, 1, 2, 3, 4, 5, 6, 7, 1_000].map((attempt) => backoff(attempt, () => 1));
    expect(bounds).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  });

  it("is spread over the whole range: full jitter", () => {
    expect([0, 0.25, 0.5].map((chance) => backoff(3, () => chance))).toEqual([0, 2_000, 4_000]);
  });
});

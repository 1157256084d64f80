import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { anyAnswer, type ApiRequest, request, requestTimeout } from "../../../src/genesys/request.ts";
import { createMovedClock, type MovedClock } from "../../moved-clock/moved-clock.ts";

const nothingElse = { nextDue: () => undefined, advance: () => undefined };
const answer = z.object({ id: z.string() });

interface Sent {
  readonly url: string;
  readonly init: RequestInit;
}

/** A network that notes what is sent and answers as it is told. */
function network(reply: (sent: Sent) => Promise<Response>): { clock: MovedClock; fetch: typeof fetch; sent: Sent[] } {
  const sent: Sent[] = [];
  return {
    sent,
    clock: createMovedClock(nothingElse),
    fetch: (input, init) => {
      const one = { url: input instanceof Request ? input.url : input.toString(), init: init ?? {} };
      sent.push(one);
      return reply(one);
    },
  };
}
function call<Value>(schema: z.ZodMiniType<Value>, more: Partial<ApiRequest<Value>> = {}): ApiRequest<Value> {
  return { method: "GET", host: "api.mypurecloud.de", path: "/api/v2/x?y=1", token: "secret", answer: schema, ...more };
}
/** Answers never, but ends when it is aborted, as `fetch` does. */
function never({ init }: Sent): Promise<Response> {
  return new Promise((_, reject) => {
    init.signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
  });
}
const good = (): Promise<Response> => Promise.resolve(new Response('{"id":"7","more":1}'));

describe("A request to the Platform API", () => {
  it("goes to the host over TLS, with the token in its header and nowhere else", async () => {
    const net = network(good);
    expect(await request(net, call(answer))).toEqual({ ok: true, value: { id: "7" } });
    const [sent] = net.sent;
    expect(sent?.url).toBe("https://api.mypurecloud.de/api/v2/x?y=1");
    expect(new Headers(sent?.init.headers).get("authorization")).toBe("Bearer secret");
    expect(new Headers(sent?.init.headers).has("content-type")).toBe(false);
    expect(sent?.init.body).toBeUndefined();
  });

  it("leaves nothing in the cache, sends no cookie, and follows no redirect", async () => {
    const net = network(good);
    await request(net, call(answer));
    expect(net.sent[0]?.init).toMatchObject({ cache: "no-store", credentials: "omit", redirect: "error" });
  });

  it("sends its body as JSON and says so", async () => {
    const net = network(good);
    await request(net, call(answer, { method: "PATCH", body: { attributes: { "ANI ": "ü🙂\n" } } }));
    const [sent] = net.sent;
    expect(sent?.init.method).toBe("PATCH");
    expect(sent?.init.body).toBe('{"attributes":{"ANI ":"ü🙂\\n"}}');
    expect(new Headers(sent?.init.headers).get("content-type")).toBe("application/json");
  });

  it("is given up after fifteen seconds, not before, and is cut then", async () => {
    const net = network(never);
    let outcome: unknown;
    void request(net, call(answer)).then((result) => (outcome = result));
    await net.clock.move(requestTimeout - 1);
    expect(outcome).toBeUndefined();
    await net.clock.move(1);
    expect(outcome).toEqual({ ok: false, error: { kind: "timeout" } });
    expect(net.sent[0]?.init.signal?.aborted).toBe(true);
    expect(requestTimeout).toBe(15_000);
  });

  it("whose body never ends is given up as well", async () => {
    const net = network(({ init }) => {
      const body = new ReadableStream({
        start(controller) {
          init.signal?.addEventListener("abort", () => controller.error(new DOMException("aborted", "AbortError")));
        },
      });
      return Promise.resolve(new Response(body));
    });
    let outcome: unknown;
    void request(net, call(answer)).then((result) => (outcome = result));
    await net.clock.move(requestTimeout);
    expect(outcome).toEqual({ ok: false, error: { kind: "timeout" } });
  });

  it("leaves no timer behind, whatever came of it", async () => {
    const replies = [
      good,
      () => Promise.reject(new TypeError("Failed to fetch")),
      () => Promise.resolve(new Response("{")),
    ];
    for (const reply of replies) {
      const net = network(reply);
      await request(net, call(answer));
      expect(net.clock.timers()).toBe(0);
    }
  });

  it("without a network is offline", async () => {
    const net = network(() => Promise.reject(new TypeError("NetworkError when attempting to fetch resource.")));
    expect(await request(net, call(answer))).toEqual({ ok: false, error: { kind: "offline" } });
  });

  it("whose fetch throws at once is offline, and does not throw", async () => {
    const net = network(() => {
      throw new TypeError("Failed to construct");
    });
    expect(await request(net, call(answer))).toEqual({ ok: false, error: { kind: "offline" } });
  });

  it.each(["", "{", "null", "[]", '{"id":7}', "<html></html>"])("answered by %j is malformed", async (text) => {
    const net = network(() => Promise.resolve(new Response(text)));
    expect(await request(net, call(answer))).toEqual({ ok: false, error: { kind: "malformed" } });
  });

  it.each([
    ["204 without a body", new Response(null, { status: 204 })],
    ["202 with an empty body", new Response("", { status: 202 })],
    ["202 with a body that is cut", new Response('{"a', { status: 202 })],
  ])("whose answer does not matter is done with %s", async (_, response) => {
    const net = network(() => Promise.resolve(response));
    expect(await request(net, call(anyAnswer))).toEqual({ ok: true, value: undefined });
  });

  it("that is refused is the error that the answer means, by its own clock", async () => {
    const net = network(() => Promise.resolve(new Response("", { status: 429, headers: { "Retry-After": "7" } })));
    const outcome = await request(net, call(answer));
    expect(outcome).toEqual({ ok: false, error: { kind: "rate-limited", retryAt: net.clock.now() + 7_000 } });
  });

  it("says the token in no error", async () => {
    for (const status of [400, 401, 403, 404, 409, 429, 500]) {
      const net = network(() => Promise.resolve(new Response('{"message":"no"}', { status })));
      expect(JSON.stringify(await request(net, call(answer)))).not.toContain("secret");
    }
  });
});

import * as z from "zod/mini";
import type { Clock } from "./clock.ts";
import { errorFromAnswer, type GenesysError, type Result } from "./errors.ts";
import { parseExactly } from "./parse-exactly.ts";

/** How requests leave: the real `fetch` and clock in the browser, the simulator's in a test. */
export interface Network {
  readonly fetch: typeof fetch;
  readonly clock: Clock;
}

export interface ApiRequest<Value> {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** `api.<region>` */
  readonly host: string;
  /** Begins with `/api/v2/`. */
  readonly path: string;
  readonly token: string;
  readonly body?: unknown;
  /** Milliseconds for which the answer is waited for; `requestTimeout` unless told. */
  readonly timeout?: number;
  /** Characters that the answer may have; a longer one is not looked at. */
  readonly longest?: number;
  /** What the answer must be. */
  readonly answer: z.ZodMiniType<Value>;
}

/** For answers whose body does not matter, empty ones among them. */
export const anyAnswer: z.ZodMiniType<undefined> = z.pipe(
  z.unknown(),
  z.transform(() => undefined),
);

/** After this an answer is no longer waited for. */
export const requestTimeout = 15_000;

/** Nothing of a call may stay in the browser's cache, no cookie travels, and a redirect could leave Genesys' hosts. */
export const guardedFetch: RequestInit = { cache: "no-store", credentials: "omit", redirect: "error" };

/** Runs `fetch` with the guards and the timeout. A refusal of the network is `offline`, wherever it came from. */
export async function fetchText(
  { fetch, clock }: Network,
  url: string,
  init: RequestInit,
  timeout = requestTimeout,
): Promise<{ ok: true; response: Response; text: string } | { ok: false; error: GenesysError }> {
  const abort = new AbortController();
  const cancel = clock.after(timeout, () => {
    abort.abort();
  });
  try {
    const response = await fetch(url, { ...init, ...guardedFetch, signal: abort.signal });
    return { ok: true, response, text: await response.text() };
  } catch {
    return { ok: false, error: { kind: abort.signal.aborted ? "timeout" : "offline" } };
  } finally {
    cancel();
  }
}

function parseJson(text: string): unknown {
  try {
    return parseExactly(text);
  } catch {
    return undefined;
  }
}

/**
 * The one way to the Platform API. Never throws. `Authorization: Bearer`, JSON both ways (genesys-platform-api.md 1
 * [SDK]).
 */
export async function request<Value>(network: Network, call: ApiRequest<Value>): Promise<Result<Value>> {
  const headers: Record<string, string> = { Authorization: `Bearer ${call.token}`, Accept: "application/json" };
  const init: RequestInit = { method: call.method, headers };
  if (call.body !== undefined) {
    headers["Content-Type"] = "application/json";
    init.body = JSON.stringify(call.body);
  }
  const answer = await fetchText(network, `https://${call.host}${call.path}`, init, call.timeout);
  if (!answer.ok) return answer;
  if (!answer.response.ok) {
    const { status, headers } = answer.response;
    return { ok: false, error: errorFromAnswer(status, headers, answer.text, network.clock.now()) };
  }
  if (call.longest !== undefined && answer.text.length > call.longest)
    return { ok: false, error: { kind: "too-long" } };
  const parsed = call.answer.safeParse(parseJson(answer.text));
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, error: { kind: "malformed" } };
}

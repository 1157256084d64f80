import * as z from "zod/mini";

interface WithCorrelationId {
  /** `ININ-Correlation-Id`, equal to the body's `contextId` (genesys-platform-api.md 4.3 [SDK]). */
  correlationId?: string;
}

/** What a request can end in, other than its answer. A closed union: whoever shows it handles every kind. */
export type GenesysError =
  | { kind: "offline" }
  | { kind: "timeout" }
  /** The token was renewed instead of sending a write: read, judge, and send again. */
  | { kind: "renewed" }
  | ({ kind: "unauthorized" } & WithCorrelationId)
  /** `missing`: the permission or scope that the answer names; `scope`: the one such a request needs, if it names none. */
  | ({ kind: "forbidden"; missing: string | null; scope: string | null; detail: string } & WithCorrelationId)
  | ({ kind: "not-active-participant" } & WithCorrelationId)
  | ({ kind: "not-found" } & WithCorrelationId)
  | ({ kind: "conflict" } & WithCorrelationId)
  | ({ kind: "rejected"; status: number; detail: string } & WithCorrelationId)
  /** `retryAt` in milliseconds since 1970, from `Retry-After`. */
  | ({ kind: "rate-limited"; retryAt: number } & WithCorrelationId)
  /** The answer is longer than was asked for. */
  | { kind: "too-long" }
  | ({ kind: "server"; status: number } & WithCorrelationId)
  | ({ kind: "malformed" } & WithCorrelationId);

/** Another try would be answered the same. */
export function isFinal({ kind }: GenesysError): boolean {
  return kind === "forbidden" || kind === "not-active-participant" || kind === "not-found" || kind === "rejected";
}

export type Result<Value> = { ok: true; value: Value } | { ok: false; error: GenesysError };

type Forbidden = Extract<GenesysError, { kind: "forbidden" }>;

/**
 * Where a 403 names nothing: the permission that the endpoint needs, or the scope that such a request needs, which is the best
 * guess that can be given.
 */
export function naming<Value>(
  result: Result<Value>,
  needed: Partial<Record<keyof Pick<Forbidden, "missing" | "scope">, string>>,
): Result<Value> {
  if (result.ok || result.error.kind !== "forbidden" || result.error.missing !== null) return result;
  return { ok: false, error: { ...result.error, ...needed } };
}

/** ErrorBody (genesys-platform-api.md 4.1 [SDK]), as far as Calltag reads it. */
const errorBodySchema = z.object({
  message: z.optional(z.string()),
  code: z.optional(z.string()),
  contextId: z.optional(z.string()),
  messageParams: z.optional(z.object({ permissions: z.optional(z.unknown()) })),
});

/** "You are missing the following permission(s): conversation:communication:view" (4.1 [SDK]). */
const missingPermission = /missing the following permission\(s\):\s*(?<names>[\w:,\s-]+)/i;

function parseBody(text: string): z.infer<typeof errorBodySchema> {
  try {
    const json: unknown = JSON.parse(text);
    const parsed = errorBodySchema.safeParse(json);
    const body = parsed.success ? parsed.data : {};
    return body.message === undefined ? { ...body, message: ownWords(json) } : body;
  } catch {
    return {};
  }
}

/** Nobody reads more of what a server says. */
const longestDetail = 1_000;

/** A Data Action's error is of its own schema (1.5 [SDK]): the words for people are under some such name. */
const wordsFor = /^(?:error)?(?:message|reason|description|detail|title)$/i;
const longestWords = 300;

function ownWords(json: unknown, depth = 0): string | undefined {
  if (typeof json !== "object" || json === null || depth > 3) return undefined;
  for (const [name, value] of Object.entries(json) as [string, unknown][]) {
    const words =
      typeof value === "string" && wordsFor.test(name) ? value.slice(0, longestWords) : ownWords(value, depth + 1);
    if (words !== undefined) return words;
  }
  return undefined;
}

function namedPermission(body: z.infer<typeof errorBodySchema>): string | null {
  const named = body.messageParams?.permissions;
  if (typeof named === "string" && named !== "") return named;
  return missingPermission.exec(body.message ?? "")?.groups?.names?.trim() ?? null;
}

/** Where a 429 has no usable `Retry-After`: the limits count by the minute (4.3 [DOC]). */
const defaultRetryAfterSeconds = 60;

/** An answer that is no success → the error it means (codes: genesys-platform-api.md 4.2). `now` in milliseconds. */
export function errorFromAnswer(status: number, headers: Headers, text: string, now: number): GenesysError {
  const body = parseBody(text);
  const correlationId = headers.get("ININ-Correlation-Id") ?? body.contextId;
  const trace: WithCorrelationId = correlationId ? { correlationId } : {};
  const detail = (body.message ?? "").slice(0, longestDetail);
  switch (status) {
    case 401:
      return { kind: "unauthorized", ...trace };
    case 403:
      if (body.code?.endsWith("forbidden.not.active.participant")) return { kind: "not-active-participant", ...trace };
      return { kind: "forbidden", missing: namedPermission(body), scope: null, detail, ...trace };
    case 404:
      return { kind: "not-found", ...trace };
    case 408:
      return { kind: "timeout" };
    case 409:
      return { kind: "conflict", ...trace };
    case 429: {
      const seconds = Number.parseFloat(headers.get("Retry-After") ?? "");
      const wait = Number.isFinite(seconds) && seconds >= 0 ? seconds : defaultRetryAfterSeconds;
      return { kind: "rate-limited", retryAt: now + wait * 1000, ...trace };
    }
    default:
      if (status >= 500) return { kind: "server", status, ...trace };
      return { kind: "rejected", status, detail, ...trace };
  }
}

import * as z from "zod/mini";
import { valueProblemSchema } from "../attributes/policy/value-problem.ts";

/** Genesys' id of the failed request, for a ticket with the organization's administrator or Genesys. */
const correlationId = z.optional(z.string());

/**
 * Everything that can go wrong, as a closed union. The pages turn each into a sentence: what happened, what became of
 * the person's work, what to do.
 */
export const problemSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("setup-needed") }),
  z.object({ kind: z.literal("sign-in-needed") }),
  /** The page that asked is another person's than the one who is signed in now. */
  z.object({ kind: z.literal("other-person") }),
  z.object({ kind: z.literal("sign-in-cancelled") }),
  z.object({ kind: z.literal("sign-in-refused"), detail: z.string() }),
  /** The client belongs to another region, by its domain. */
  z.object({ kind: z.literal("wrong-region"), region: z.string() }),
  z.object({ kind: z.literal("unknown-client") }),
  z.object({ kind: z.literal("unknown-redirect"), redirectUri: z.string() }),
  z.object({ kind: z.literal("offline") }),
  z.object({ kind: z.literal("timeout") }),
  z.object({ kind: z.literal("renewed") }),
  z.object({ kind: z.literal("unauthorized"), correlationId }),
  /** `missing`: the permission or scope that the answer names; `scope`: the one that such a request needs, where it names none. */
  z.object({
    kind: z.literal("forbidden"),
    missing: z.nullable(z.string()),
    scope: z.nullable(z.string()),
    detail: z.string(),
    correlationId,
  }),
  z.object({ kind: z.literal("not-active-participant"), correlationId }),
  z.object({ kind: z.literal("not-found"), correlationId }),
  z.object({ kind: z.literal("conflict"), correlationId }),
  /** An answer longer than Calltag looks at. */
  z.object({ kind: z.literal("too-long") }),
  z.object({ kind: z.literal("rejected"), status: z.number(), detail: z.string(), correlationId }),
  z.object({ kind: z.literal("rate-limited"), retryAt: z.number(), correlationId }),
  z.object({ kind: z.literal("server"), status: z.number(), correlationId }),
  z.object({ kind: z.literal("malformed"), correlationId }),
  z.object({ kind: z.literal("call-ended") }),
  /** The leg on which the edit began is gone; the call goes on. */
  z.object({ kind: z.literal("participant-gone") }),
  z.object({ kind: z.literal("read-only") }),
  /** The organization's policy does not let this person change it, or even see it. */
  z.object({ kind: z.literal("not-allowed"), label: z.string() }),
  /** The organization's policy asks for another value. */
  z.object({ kind: z.literal("invalid-value"), label: z.string(), problem: valueProblemSchema }),
  z.object({ kind: z.literal("name-empty") }),
  z.object({ kind: z.literal("map-too-large"), bytes: z.number(), limit: z.number() }),
  z.object({ kind: z.literal("refused-sender") }),
  z.object({ kind: z.literal("unknown-command") }),
  z.object({ kind: z.literal("not-running") }),
]);
export type Problem = z.infer<typeof problemSchema>;

/** The answer to every command. Errors travel as values: thrown ones lose class and name on the wire (engineering.md). */
export type Reply<Value> = { ok: true; value: Value } | { ok: false; error: Problem };

export function replySchema<Value extends z.ZodMiniType>(value: Value) {
  return z.discriminatedUnion("ok", [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), error: problemSchema }),
  ]);
}

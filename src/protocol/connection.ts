import * as z from "zod/mini";

/** What "Check connection" can find; the options page has a sentence for each, and says what to do. */
export const connectionKindSchema = z.enum([
  "setup-needed",
  "login-reached",
  "login-unreachable",
  "client-accepted",
  "client-refused",
  "redirect-refused",
  /** `detail`: the region that knows the client. */
  "region-wrong",
  /** Genesys' sign-in page said neither yes nor no. */
  "client-unclear",
  "api-reached",
  "api-unreachable",
  /** `detail`: by how many seconds the computer's clock is ahead of Genesys'. */
  "clock-right",
  "clock-off",
  "clock-unclear",
  /** `detail`: the id of the organization. */
  "signed-in",
  "signed-out",
  "sign-in-needed",
  /** `detail`: the kind of the problem. */
  "token-unread",
  "scopes-found",
  /** `detail`: what is missing, by name. */
  "scopes-missing",
  "scopes-unclear",
  "permissions-found",
  /** `detail`: what is missing, by name. */
  "permissions-missing",
  "streaming-reached",
  "streaming-unreachable",
  "streaming-unclear",
  /** `detail`: the kind of the problem. */
  "channel-refused",
  "page-heard",
  "page-unknown",
  "page-not-heard",
]);
export type ConnectionKind = z.infer<typeof connectionKindSchema>;

/** One line of the check. No token, no person's name and no value of a call has a place in `detail`. */
export const connectionFindingSchema = z.object({ kind: connectionKindSchema, detail: z.string() });
export type ConnectionFinding = z.infer<typeof connectionFindingSchema>;

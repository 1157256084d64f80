import * as z from "zod/mini";
import { isRegionDomain, type RegionDomain } from "../genesys/regions.ts";
import { userSchema } from "../genesys/user.ts";

/** The only place where the token is kept: `storage.session`, in memory, closed to content scripts. */
export const sessionKey = "session";

export const storedSessionSchema = z.object({
  token: z.string(),
  /** Milliseconds since 1970. */
  expiresAt: z.number(),
  region: z.custom<RegionDomain>((domain) => typeof domain === "string" && isRegionDomain(domain)),
  clientId: z.string(),
  /** The token lapsed, and only the person can get another. */
  signInNeeded: z.boolean(),
  user: userSchema,
});
export type StoredSession = z.infer<typeof storedSessionSchema>;

/** A token is renewed this long before it lapses (product.md, "Signing in"). */
const renewBefore = 60_000;

export function isDue(session: StoredSession, now: number): boolean {
  return now >= session.expiresAt - renewBefore;
}

/** The same person in the same organization? What one left behind is never sent under another name. */
export function isSamePerson(a: StoredSession["user"] | undefined, b: StoredSession["user"] | undefined): boolean {
  return a?.userId === b?.userId && a?.organizationId === b?.organizationId;
}

import type { World } from "./world.ts";
import { closeChannelsOfToken } from "./channels.ts";

/** A live access token. Opaque, not a JWT: genesys-platform-api.md 5.1 [OBS S24]. Times in ms since 1970. */
export interface Token {
  readonly value: string;
  readonly userId: string;
  readonly clientId: string;
  /** The region that issued it; undefined where the client did not use a Genesys host name. */
  readonly region: string | undefined;
  /** The login session that it came from. */
  readonly loginId: string | undefined;
  readonly expiresAt: number;
  lastUsedAt: number;
  /** The running minute of the rate limit. */
  minute: { startedAt: number; requests: number };
}

/** Makes a token that ends by itself after the world's token lifetime. */
export function issueToken(
  world: World,
  owner: { userId: string; clientId: string; region: string | undefined; loginId: string | undefined },
): Token {
  const now = world.timeline.now();
  const { userId, clientId, region, loginId } = owner;
  const token: Token = {
    userId,
    clientId,
    region,
    loginId,
    value: `${world.random.hex(24)}_${world.random.hex(40)}`,
    expiresAt: now + world.tokenLifetimeSeconds * 1000,
    lastUsedAt: now,
    minute: { startedAt: now, requests: 0 },
  };
  world.tokens.set(token.value, token);
  world.timeline.schedule(token.expiresAt, () => {
    endToken(world, token, "expired");
  });
  return token;
}

/** Ends a token, and with it its channels if that switch says so. */
export function endToken(world: World, token: Token, why: "expired" | "revoked"): void {
  if (!world.tokens.delete(token.value)) return;
  if (world.assumed.channelWhenTokenEnds === "closed") closeChannelsOfToken(world, token, why);
}

/** The token that a request bears, if it is live and good in this region. */
export function tokenOf(
  world: World,
  authorization: string | undefined,
  region: string | undefined,
): Token | undefined {
  const value = /^bearer (.+)$/i.exec(authorization ?? "")?.[1];
  const token = value === undefined ? undefined : world.tokens.get(value);
  if (token === undefined) return undefined;
  const idle = world.assumed.tokenIdleMs;
  if (idle !== null && world.timeline.now() - token.lastUsedAt > idle) {
    endToken(world, token, "expired");
    return undefined;
  }
  const isElsewhere = token.region !== undefined && region !== undefined && token.region !== region;
  return isElsewhere && world.assumed.tokenRegion === "issuing" ? undefined : token;
}

/** Counts the request; seconds to wait if the minute's requests are used up. 4.3, 4.2. */
export function overRateLimit(world: World, token: Token): number | undefined {
  const now = world.timeline.now();
  const limit = world.assumed.requestsPerMinute;
  if (now - token.minute.startedAt >= 60_000) token.minute = { startedAt: now, requests: 0 };
  token.minute.requests += 1;
  if (limit === 0 || token.minute.requests <= limit) return undefined;
  return Math.max(1, Math.ceil((token.minute.startedAt + 60_000 - now) / 1000));
}

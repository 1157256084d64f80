import { createHash } from "node:crypto";
import { json, type Exchange, type Reply } from "./exchange.ts";
import { issueToken } from "./tokens.ts";

/** The documented shape of a token error, always 400. genesys-platform-api.md 5.1 [OBS S24]. */
function refuse(error: string, description: string): Reply {
  return json(400, { error, description, error_description: description });
}

/** BASE64URL(SHA256(verifier)). */
export function challengeOf(verifier: string): string {
  return createHash("sha256").update(verifier).digest("base64url");
}

/** `POST /oauth/token` for `grant_type=authorization_code` with PKCE. Form-encoded, no Authorization header. 5.1 [SDK]. */
export function exchangeCode(exchange: Exchange): Reply {
  const { world, now, request } = exchange;
  if (!(request.headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded")) {
    return refuse("invalid_request", "the body must be form-encoded");
  }
  const form = new URLSearchParams(request.body ?? "");
  const client = world.clients.get(form.get("client_id") ?? "");
  if (form.get("grant_type") !== "authorization_code")
    return refuse("unsupported_grant_type", "unsupported grant type");
  if (client === undefined) return refuse("unauthorized_client", "the client is not known");
  const code = form.get("code") ?? "";
  const issued = world.codes.get(code);
  world.codes.delete(code);
  const badCode = world.assumed.badCodeError;
  if (issued === undefined || issued.expiresAt <= now) return refuse(badCode, "the code is not valid or was used");
  if (issued.clientId !== client.id) return refuse(badCode, "the code belongs to another client");
  if (issued.redirectUri !== form.get("redirect_uri")) return refuse(badCode, "the redirect URI is another one");
  const verifier = form.get("code_verifier") ?? "";
  if (!/^[\w.~-]{43,128}$/.test(verifier))
    return refuse("invalid_request", "code_verifier must have 43 to 128 characters");
  if (challengeOf(verifier) !== issued.challenge) return refuse(badCode, "the code verifier does not match");
  if (issued.region !== exchange.destination.region) return refuse(badCode, "the code belongs to another region");
  const token = issueToken(world, { ...issued, clientId: client.id });
  const refresh = world.assumed.refreshToken === "present" ? { refresh_token: world.random.hex(40) } : {};
  return json(200, {
    access_token: token.value,
    token_type: "bearer",
    expires_in: world.tokenLifetimeSeconds,
    ...refresh,
  });
}

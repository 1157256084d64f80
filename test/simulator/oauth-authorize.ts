import { assumedIn, html, redirect, type Exchange, type Reply } from "./exchange.ts";
import { beginLogin, endLogin, loginOf } from "./login-session.ts";
import { scriptRedirectPage, signInErrorPage, signInPage } from "./sign-in-page.ts";
import { endToken } from "./tokens.ts";
import type { AuthorizationCode, OAuthClient } from "./world.ts";

interface AuthorizeRequest {
  client: OAuthClient;
  redirectUri: string;
  challenge: string;
  state: string | undefined;
}

/** Where a person is sent back to, with some answer. */
function backTo(redirectUri: string, answer: Record<string, string | undefined>): string {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer)) if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
}

/** Is this the region of the organization? */
function isHome({ world, destination }: Exchange): boolean {
  const { homeRegion } = world;
  const { region } = destination;
  return homeRegion === undefined || region === undefined || homeRegion === region;
}

/** Checks an authorize query. Until client and redirect URI are known to belong together nothing is redirected. */
function readAuthorize(exchange: Exchange, query: URLSearchParams): AuthorizeRequest | Reply {
  const isKnown = isHome(exchange) || assumedIn(exchange).clientElsewhere === "known";
  const client = isKnown ? exchange.world.clients.get(query.get("client_id") ?? "") : undefined;
  const redirectUri = query.get("redirect_uri") ?? "";
  if (client === undefined) return html(400, signInErrorPage("invalid_client", "The OAuth client is not known."));
  if (!client.redirectUris.includes(redirectUri)) {
    return html(400, signInErrorPage("invalid_redirect_uri", `${redirectUri} is not registered for this client.`));
  }
  const state = query.get("state") ?? undefined;
  const refuse = (error: string, description: string): Reply =>
    redirect(backTo(redirectUri, { error, error_description: description, state }));
  const challenge = query.get("code_challenge") ?? "";
  if (query.get("response_type") !== "code") return refuse("unsupported_response_type", "response_type must be code");
  if (query.get("code_challenge_method") !== "S256")
    return refuse("invalid_request", "code_challenge_method must be S256");
  if (!/^[\w-]{43}$/.test(challenge))
    return refuse("invalid_request", "code_challenge must be BASE64URL(SHA256(verifier))");
  if (query.has("org") !== query.has("provider"))
    return refuse("invalid_request", "org and provider must be given together");
  if (query.has("scope") && assumedIn(exchange).scopeParameter === "refused")
    return refuse("invalid_scope", "scope is not accepted here");
  return { client, redirectUri, challenge, state };
}

function sendBack(exchange: Exchange, wanted: AuthorizeRequest, userId: string, loginId: string): string {
  const { world, now, destination } = exchange;
  const code = world.random.hex(43);
  const issued: AuthorizationCode = {
    clientId: wanted.client.id,
    redirectUri: wanted.redirectUri,
    challenge: wanted.challenge,
    userId,
    loginId,
    region: destination.region,
    expiresAt: now + world.assumed.codeLifetimeMs,
  };
  world.codes.set(code, issued);
  return backTo(wanted.redirectUri, { code, state: wanted.state });
}

/** `GET /oauth/authorize`: the sign-in page, or straight back while the login cookie lives. genesys-platform-api.md 5.1 [SDK], silent [INF]. */
export function authorize(exchange: Exchange): Reply {
  const query = exchange.url.searchParams;
  const wanted = readAuthorize(exchange, query);
  if ("status" in wanted) return wanted;
  const login = query.get("prompt") === "login" ? undefined : loginOf(exchange);
  if (login === undefined) {
    const people = isHome(exchange) ? [...exchange.world.people.values()].slice(0, 12) : [];
    return html(200, signInPage(people, exchange.url.search.slice(1)));
  }
  const location = sendBack(exchange, wanted, login.person.id, login.loginId);
  return assumedIn(exchange).silentRedirect === "http" ? redirect(location) : html(200, scriptRedirectPage(location));
}

/** `POST /__simulator/sign-in` (not Genesys'): the person picked who they are. */
export function pickPerson(exchange: Exchange): Reply {
  const form = new URLSearchParams(exchange.request.body ?? "");
  const person = exchange.world.people.get(form.get("user") ?? "");
  const wanted = readAuthorize(exchange, new URLSearchParams(form.get("continue") ?? ""));
  if ("status" in wanted) return wanted;
  if (person === undefined) return html(400, signInErrorPage("access_denied", "Nobody of that name."));
  const { loginId, cookie } = beginLogin(exchange, person);
  return redirect(sendBack(exchange, wanted, person.id, loginId), { "set-cookie": cookie });
}

/** `GET /logout?client_id&redirect_uri`: ends the login session. genesys-platform-api.md 5.1 [SDK S1, DOC S11]. */
export function logout(exchange: Exchange): Reply {
  const { world, url } = exchange;
  const login = loginOf(exchange);
  const cookie = endLogin(exchange);
  if (login !== undefined && assumedIn(exchange).logoutEndsTokens) {
    for (const token of [...world.tokens.values()])
      if (token.loginId === login.loginId) endToken(world, token, "revoked");
  }
  const client = world.clients.get(url.searchParams.get("client_id") ?? "");
  const redirectUri = url.searchParams.get("redirect_uri") ?? "";
  if (client?.redirectUris.includes(redirectUri) === true) return redirect(redirectUri, { "set-cookie": cookie });
  return html(200, signInErrorPage("Signed out", "You are signed out."), { "set-cookie": cookie });
}

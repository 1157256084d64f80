import * as oauth from "oauth4webapi";
import { type RegionDomain, regionHosts } from "./regions.ts";
import { fetchText, type Network } from "./request.ts";

/** What of a sign-in must be remembered between the authorize page and the exchange of its code. */
export interface SignInAttempt {
  readonly region: RegionDomain;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state: string;
  readonly verifier: string;
}

export type TokenResult =
  | { ok: true; token: string /** seconds */; expiresIn: number }
  | { ok: false; reason: "offline" | "timeout" }
  | { ok: false; reason: "server"; status: number }
  /** Genesys said no, or the answer did not belong to this attempt. */
  | { ok: false; reason: "refused"; detail: string };

/** The endpoints: genesys-platform-api.md 5.1 [SDK]. */
function authorizationServer(region: RegionDomain): oauth.AuthorizationServer {
  const issuer = `https://${regionHosts(region).login}`;
  return { issuer, authorization_endpoint: `${issuer}/oauth/authorize`, token_endpoint: `${issuer}/oauth/token` };
}

/** A fresh attempt, and the address of the page where the person signs in. No `scope`: it sits on the OAuth client (5.1). */
export async function beginSignIn(
  region: RegionDomain,
  clientId: string,
  redirectUri: string,
): Promise<{ attempt: SignInAttempt; url: string }> {
  const verifier = oauth.generateRandomCodeVerifier();
  const attempt = { region, clientId, redirectUri, state: oauth.generateRandomState(), verifier };
  const url = new URL(`https://${regionHosts(region).login}/oauth/authorize`);
  url.search = new URLSearchParams({
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: "code",
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state: attempt.state,
  }).toString();
  return { attempt, url: url.href };
}

function belongsTo(redirected: URL, redirectUri: string): boolean {
  return `${redirected.origin}${redirected.pathname}` === redirectUri;
}

/** Public text of an OAuth error: its code and description, never the address, which holds the code. */
function refusal(error: unknown): TokenResult {
  if (error instanceof oauth.AuthorizationResponseError || error instanceof oauth.ResponseBodyError) {
    const detail = [error.error, error.error_description].filter(Boolean).join(": ");
    return { ok: false, reason: "refused", detail };
  }
  return { ok: false, reason: "refused", detail: "The answer does not belong to this sign-in." };
}

/** RFC 6749, 5: a token, or a refusal with 400 or 401. Else something on the way answered, a rate limit or a proxy, say, and it may pass. */
function isTokenAnswer(status: number): boolean {
  return status < 400 || status === 400 || status === 401;
}

/** Checks redirect address and state, and exchanges the code for a token (5.1 [SDK]; a refresh token is not counted on). */
export async function finishSignIn(
  network: Network,
  attempt: SignInAttempt,
  redirectedTo: string,
): Promise<TokenResult> {
  const server = authorizationServer(attempt.region);
  const client: oauth.Client = { client_id: attempt.clientId };
  let failure: TokenResult | undefined;
  const guarded = async (url: string, init: oauth.CustomFetchOptions<"POST", URLSearchParams>): Promise<Response> => {
    const answer = await fetchText(network, url, { method: init.method, headers: init.headers, body: init.body });
    if (answer.ok && isTokenAnswer(answer.response.status)) return new Response(answer.text, answer.response);
    if (answer.ok) failure = { ok: false, reason: "server", status: answer.response.status };
    else failure = { ok: false, reason: answer.error.kind === "timeout" ? "timeout" : "offline" };
    throw new Error("no usable answer of the token endpoint");
  };
  try {
    const redirected = new URL(redirectedTo);
    if (!belongsTo(redirected, attempt.redirectUri)) return refusal(undefined);
    const parameters = oauth.validateAuthResponse(server, client, redirected, attempt.state);
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      oauth.None(),
      parameters,
      attempt.redirectUri,
      attempt.verifier,
      { [oauth.customFetch]: guarded },
    );
    const answer = await oauth.processAuthorizationCodeResponse(server, client, response);
    return { ok: true, token: answer.access_token, expiresIn: answer.expires_in ?? defaultLifetime };
  } catch (error) {
    return failure ?? refusal(error);
  }
}

/** Where the answer does not say: the shortest lifetime that an OAuth client can be given, 300 s (5.1 [DOC]). */
const defaultLifetime = 300;

/** The page that ends the login session in this browser (5.1 [SDK]). */
export function logoutUrl(region: RegionDomain, clientId: string, redirectUri: string): string {
  const url = new URL(`https://${regionHosts(region).login}/logout`);
  url.search = new URLSearchParams({ client_id: clientId, redirect_uri: redirectUri }).toString();
  return url.href;
}

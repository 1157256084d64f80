import { type RegionDomain, regionDomains, regionHosts } from "./regions.ts";
import { fetchText, type Network } from "./request.ts";
import { beginSignIn } from "./sign-in.ts";

/** A host that does not answer within this is one that cannot be worked with. */
const reachTimeout = 8_000;

/** What a login host says of an OAuth client and its redirect URI. `failing`: it is there, and answers with 5xx. */
export type LoginAnswer = "unreachable" | "failing" | "accepted" | "client-refused" | "redirect-refused" | "unclear";

/**
 * Opens the sign-in page without cookies, as for a sign-in, and reads whether the client is welcome. Until client and redirect URI are known to
 * belong together, nobody may be sent back to it (RFC 6749, 4.1.2.1), so the refusal is an answer of the page itself; which one is not
 * documented, so what is no plain answer is `unclear`. A redirect is not followed: then only the token endpoint tells whether the host
 * is there, with a code that cannot be good (genesys-platform-api.md 5.1 [OBS]: 400).
 */
export async function askLogin(
  network: Network,
  region: RegionDomain,
  clientId: string,
  redirectUri: string,
): Promise<LoginAnswer> {
  const { url } = await beginSignIn(region, clientId, redirectUri);
  const page = await fetchText(network, url, { method: "GET" }, reachTimeout);
  if (page.ok) {
    const { status } = page.response;
    if (status < 400) return "accepted";
    if (status >= 500) return "failing";
    return /redirect[_ ]?uri/i.test(page.text) ? "redirect-refused" : "client-refused";
  }
  const body = new URLSearchParams({ grant_type: "authorization_code", client_id: clientId, code: "check" });
  const token = `https://${regionHosts(region).login}/oauth/token`;
  const answer = await fetchText(network, token, { method: "POST", body }, reachTimeout);
  if (!answer.ok) return "unreachable";
  return answer.response.status >= 500 ? "failing" : "unclear";
}

/**
 * Does the API host answer, whatever it says, and what time has it? `ahead`: milliseconds by which this computer's clock is ahead, `null` if
 * the answer has no `Date` (RFC 9110, 6.6.1). Without a token: 401 is an answer.
 */
export async function askApi(
  network: Network,
  region: RegionDomain,
): Promise<{ ahead: number | null } | "unreachable"> {
  const url = `https://${regionHosts(region).api}/api/v2/tokens/me?preserveIdleTTL=true`;
  const answer = await fetchText(network, url, { method: "GET" }, reachTimeout);
  if (!answer.ok) return "unreachable";
  const theirs = Date.parse(answer.response.headers.get("Date") ?? "");
  return { ahead: Number.isNaN(theirs) ? null : network.clock.now() - theirs };
}

/** The region that knows the client, where the one that was set does not: a client belongs to one region. `undefined`: none does. */
export async function findHome(
  network: Network,
  set: RegionDomain,
  clientId: string,
  redirectUri: string,
): Promise<RegionDomain | undefined> {
  const others = regionDomains.filter((domain) => domain !== set);
  const answers = await Promise.all(others.map((domain) => askLogin(network, domain, clientId, redirectUri)));
  return others.find((_, index) => /accepted|redirect/.test(answers[index] ?? ""));
}

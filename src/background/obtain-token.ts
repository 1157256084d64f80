import { askLogin, findHome } from "../genesys/reach.ts";
import { regionHosts } from "../genesys/regions.ts";
import { request } from "../genesys/request.ts";
import { beginSignIn, finishSignIn, type SignInAttempt, type TokenResult } from "../genesys/sign-in.ts";
import { readUser } from "../genesys/user.ts";
import type { Problem } from "../protocol/problem.ts";
import { noLongerThan } from "./no-longer-than.ts";
import type { BackgroundParts } from "./parts.ts";
import type { SignInSettings } from "./settings.ts";
import type { StoredSession } from "./stored-session.ts";

/** Chrome gives a silent flow up by itself after 15 s, Firefox never; every request of the person waits for it. */
const longestSilence = 20_000;

/** Sooner than this, Firefox says that the person is needed; Chrome only when its 15 s are over, and once is enough of these. */
const soon = 10_000;

export type ObtainedToken = { ok: true; session: StoredSession } | { ok: false; problem: Problem };

/**
 * What the browser's refusal means. A silent flow that needs the person says "User interaction required." (Chrome) or
 * "Requires user interaction" (Firefox); a page that cannot be reached, "Authorization page could not be loaded." (Chrome).
 * Seen with Chromium 156 and Firefox 153, 2026-11-23.
 */
function refusedFlow(error: unknown, interactive: boolean): Problem {
  const text = error instanceof Error ? error.message : "";
  if (/could not be loaded/i.test(text)) return { kind: "offline" };
  if (interactive) return { kind: "sign-in-cancelled" };
  return /interaction/i.test(text) ? { kind: "sign-in-needed" } : { kind: "offline" };
}

/**
 * A browser takes every page that does not lead back for one that needs the person: also one that answers 5xx, and Firefox even one that
 * cannot be reached (Firefox 153, 2026-11-23). Nobody is asked to sign in for these.
 */
async function whyNotSilent(
  parts: Pick<BackgroundParts, "browser" | "clock" | "fetch">,
  { region, clientId }: SignInSettings,
): Promise<Problem> {
  const answer = await askLogin(parts, region, clientId, parts.browser.redirectUri());
  return answer === "unreachable" || answer === "failing" ? { kind: "offline" } : { kind: "sign-in-needed" };
}

function problemOf(result: TokenResult & { ok: false }): Problem {
  switch (result.reason) {
    case "refused":
      return { kind: "sign-in-refused", detail: result.detail };
    case "server":
      return { kind: "server", status: result.status };
    case "offline":
    case "timeout":
      return { kind: result.reason };
  }
}

/** Why somebody may have closed the window: Genesys' page says what is wrong with the client there, and not to us. */
async function reasonOf(
  parts: Pick<BackgroundParts, "browser" | "clock" | "fetch">,
  { region, clientId }: SignInSettings,
): Promise<Problem> {
  const redirectUri = parts.browser.redirectUri();
  const answer = await askLogin(parts, region, clientId, redirectUri);
  if (answer === "redirect-refused") return { kind: "unknown-redirect", redirectUri };
  if (answer !== "client-refused") return { kind: "sign-in-cancelled" };
  const home = await findHome(parts, region, clientId, redirectUri);
  return home === undefined ? { kind: "unknown-client" } : { kind: "wrong-region", region: home };
}

type Flow = { ok: true; attempt: SignInAttempt; redirectedTo: string } | { ok: false; problem: Problem };

/** Up to where the sign-in page leads back to. */
async function runFlow(
  { browser, clock }: Pick<BackgroundParts, "browser" | "clock">,
  { region, clientId }: SignInSettings,
  interactive: boolean,
): Promise<Flow> {
  const { attempt, url } = await beginSignIn(region, clientId, browser.redirectUri());
  try {
    const flow = browser.launchSignIn(url, interactive);
    const redirectedTo = await (interactive ? flow : noLongerThan(clock, longestSilence, flow));
    return redirectedTo === undefined
      ? { ok: false, problem: { kind: "timeout" } }
      : { ok: true, attempt, redirectedTo };
  } catch (error) {
    return { ok: false, problem: refusedFlow(error, interactive) };
  }
}

/** The same, but a refusal is looked into. */
async function leadBack(
  parts: Pick<BackgroundParts, "browser" | "clock" | "fetch">,
  settings: SignInSettings,
  interactive: boolean,
): Promise<Flow> {
  const startedAt = parts.clock.now();
  const flow = await runFlow(parts, settings, interactive);
  if (flow.ok) return flow;
  const wasSoon = parts.clock.now() - startedAt < soon;
  if (flow.problem.kind === "sign-in-cancelled") return { ok: false, problem: await reasonOf(parts, settings) };
  if (flow.problem.kind !== "sign-in-needed") return flow;
  const problem = await whyNotSilent(parts, settings);
  // There it is now. It may have come back only since Firefox asked for it; Chrome would have told (`refusedFlow`).
  return problem.kind === "sign-in-needed" && wasSoon ? runFlow(parts, settings, false) : { ok: false, problem };
}

/** One authorization code flow with PKCE, up to knowing who signed in. Nothing is kept here. */
export async function obtainToken(
  parts: Pick<BackgroundParts, "browser" | "clock" | "fetch">,
  settings: SignInSettings,
  interactive: boolean,
): Promise<ObtainedToken> {
  const { region, clientId } = settings;
  const flow = await leadBack(parts, settings, interactive);
  if (!flow.ok) return flow;
  const result = await finishSignIn(parts, flow.attempt, flow.redirectedTo);
  if (!result.ok) return { ok: false, problem: problemOf(result) };
  const { token } = result;
  const user = await readUser((call) => request(parts, { ...call, host: regionHosts(region).api, token }));
  if (!user.ok) return { ok: false, problem: user.error };
  const expiresAt = parts.clock.now() + result.expiresIn * 1000;
  return { ok: true, session: { token, expiresAt, region, clientId, signInNeeded: false, user: user.value } };
}

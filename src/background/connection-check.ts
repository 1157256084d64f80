import * as z from "zod/mini";
import { askApi, askLogin, findHome } from "../genesys/reach.ts";
import { readTokenInfo, readUser } from "../genesys/user.ts";
import type { ConnectionKind, ConnectionFinding } from "../protocol/connection.ts";
import { missingPermissions, missingScopes } from "./connection-needs.ts";
import type { BackgroundParts } from "./parts.ts";
import type { PolicyKeeper } from "./policy.ts";
import type { Presence } from "./presence.ts";
import type { Session } from "./session.ts";
import type { SettingsKeeper, SignInSettings } from "./settings.ts";
import type { Watch } from "./watch.ts";

/** The channel is opened for the check if it is closed; what takes longer than this does not come up. */
const channelWithin = 6_000;
const lookEvery = 250;

/** Beyond this, what is said of times misleads. `Date` counts seconds, and the answer travels. */
const clockTolerance = 60_000;

export interface ConnectionParts extends Pick<BackgroundParts, "clock" | "fetch" | "browser"> {
  readonly settings: SettingsKeeper;
  readonly session: Session;
  readonly presence: Presence;
  readonly watch: Watch;
  readonly policy: PolicyKeeper;
}

function found(kind: ConnectionKind, detail = ""): ConnectionFinding {
  return { kind, detail };
}

/** Tries everything that stands between this browser and Genesys Cloud; a finding for each, in the order in which to mend them. */
export async function checkConnection(parts: ConnectionParts): Promise<ConnectionFinding[]> {
  const chosen = parts.settings.forSignIn();
  if (!chosen) return [found("setup-needed")];
  // As if somebody looked: the channel opens if it can.
  const leave = parts.presence.viewOpened();
  try {
    const [login, api, page] = await Promise.all([
      checkLogin(parts, chosen),
      checkApi(parts, chosen),
      checkPage(parts.presence),
    ]);
    return [...login, ...api, ...page];
  } finally {
    leave();
  }
}

async function checkLogin(parts: ConnectionParts, { region, clientId }: SignInSettings): Promise<ConnectionFinding[]> {
  const redirectUri = parts.browser.redirectUri();
  const answer = await askLogin(parts, region, clientId, redirectUri);
  if (answer === "unreachable") return [found("login-unreachable")];
  const reached = found("login-reached");
  if (answer === "failing") return [reached, found("client-unclear")];
  if (answer !== "client-refused") return [reached, found(answer === "redirect-refused" ? answer : `client-${answer}`)];
  const home = await findHome(parts, region, clientId, redirectUri);
  return [reached, home === undefined ? found("client-refused") : found("region-wrong", home)];
}

async function checkApi(parts: ConnectionParts, { region }: SignInSettings): Promise<ConnectionFinding[]> {
  const answer = await askApi(parts, region);
  if (answer === "unreachable") return [found("api-unreachable")];
  const { ahead } = answer;
  const seconds = Math.round((ahead ?? 0) / 1000).toString();
  const isOff = Math.abs(ahead ?? 0) > clockTolerance;
  const clock = ahead === null ? found("clock-unclear") : found(isOff ? "clock-off" : "clock-right", seconds);
  return [found("api-reached"), clock, ...(await checkPerson(parts))];
}

/** The token, what it allows, and who bears it. */
async function checkPerson(parts: ConnectionParts): Promise<ConnectionFinding[]> {
  const { session, settings, policy } = parts;
  // Where only the person was missing a moment ago, they may have signed in to Genesys elsewhere since.
  await session.renew(true);
  const token = await readTokenInfo(session.api);
  const person = await readUser(session.api);
  const current = session.current();
  if (current.status !== "signed-in") return [found("signed-out"), found("streaming-unclear")];
  if (current.session.signInNeeded) return [found("sign-in-needed"), found("streaming-unclear")];
  const refused = [token, person].find((answer) => !answer.ok && answer.error.kind !== "forbidden");
  if (refused && !refused.ok) return [found("token-unread", refused.error.kind), ...(await checkChannel(parts))];

  // Refused for want of a scope, and which ones there are is not told: it is the one that such a request needs.
  const scopes = token.ok ? token.value.authorizedScope : [];
  const missing = missingScopes(scopes ?? [], settings.current().dialect);
  const named = token.ok ? missing : ["user-basic-info"];
  const permissions = person.ok ? missingPermissions(person.value.permissions, policy.current()) : undefined;
  return [
    found("signed-in", current.session.user.organizationId),
    scopes === undefined
      ? found("scopes-unclear")
      : found(named.length > 0 ? "scopes-missing" : "scopes-found", named.join(", ")),
    ...(permissions
      ? [found(permissions.length > 0 ? "permissions-missing" : "permissions-found", permissions.join(", "))]
      : []),
    ...(await checkChannel(parts)),
  ];
}

/** Waits until it is open, or takes too long; then asks the API whether the fault is there. */
async function checkChannel({ watch, clock, session }: ConnectionParts): Promise<ConnectionFinding[]> {
  const until = clock.now() + channelWithin;
  while (watch.status() !== "open" && clock.now() < until) await new Promise<void>((go) => clock.after(lookEvery, go));
  if (watch.status() === "open") return [found("streaming-reached")];
  const path = "/api/v2/notifications/channels";
  const answer = await session.api({ method: "GET", path, answer: z.unknown() });
  return [answer.ok ? found("streaming-unreachable") : found("channel-refused", answer.error.kind)];
}

async function checkPage(presence: Presence): Promise<ConnectionFinding[]> {
  await presence.check();
  if (!presence.isGenesysOpen()) return [found("page-not-heard")];
  return [found(presence.isPageKnown() ? "page-heard" : "page-unknown")];
}

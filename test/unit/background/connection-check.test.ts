import { beforeEach, describe, expect, it } from "vitest";
import type { CommandSender } from "../../../src/background/answer-commands.ts";
import { settingsKey } from "../../../src/protocol/settings.ts";
import { redirectUri } from "../../moved-clock/simulated-browser.ts";
import { createWorkplace, type Workplace } from "../../moved-clock/workplace.ts";
import { organization } from "../../simulator/people.ts";
import { defaultClientId } from "../../simulator/world.ts";

const region = "mypurecloud.de";
const genesysTab: CommandSender = { kind: "content", frame: { tabId: 7, frameId: 0 } };
const minute = 60_000;

let place: Workplace;

/** What the check finds, `kind` or `kind: detail`; as many seconds pass as it takes. */
async function check(): Promise<string[]> {
  const asked = place.seat.command("check-connection", {});
  await place.clock.move(10_000);
  const reply = await asked;
  if (!reply.ok) throw new Error(reply.error.kind);
  return reply.value.findings.map(({ kind, detail }) => (detail === "" ? kind : `${kind}: ${detail}`));
}

/** Nothing comes through to a host, for longer than the check takes. */
function cutOff(host: string): void {
  place.simulator.control.fault({ host, times: 100, answer: "drop-before" });
}

async function showPage(hasSelectors: boolean): Promise<void> {
  const hint = { conversationId: null, name: null, queue: null, isRinging: false, hasSelectors };
  const request = { visibility: "visible", isFocused: true, hint };
  await place.seat.background().answer({ command: "frame-is", request }, genesysTab);
}

const good = [
  "login-reached",
  "client-accepted",
  "api-reached",
  "clock-right: 0",
  `signed-in: ${organization.id}`,
  "scopes-found",
  "permissions-found",
  "streaming-reached",
  "page-heard",
];

beforeEach(async () => {
  place = await createWorkplace();
});

describe("Check connection", () => {
  it("finds nothing to complain of where all is well", async () => {
    await place.signIn();
    await showPage(true);
    expect(await check()).toEqual(good);
  });

  it("needs no open popup: it opens the channel itself, and closes it again", async () => {
    await place.seat.command("sign-in", {});
    await place.clock.move(1_000);
    expect((await place.seat.state()).channel).toBe("closed");
    expect(await check()).toContain("streaming-reached");
    await place.clock.move(1_000);
    expect((await place.seat.state()).channel).toBe("closed");
  });

  it("says that settings are missing", async () => {
    await place.seat.stored.local.remove([settingsKey]);
    expect(await check()).toEqual(["setup-needed"]);
  });

  it("names a login host that cannot be reached", async () => {
    await place.signIn();
    cutOff(`login.${region}`);
    expect(await check()).toEqual(["login-unreachable", ...good.slice(2, 8), "page-not-heard"]);
  });

  it("names an API host that cannot be reached", async () => {
    await place.signIn();
    cutOff(`api.${region}`);
    expect(await check()).toEqual(["login-reached", "client-accepted", "api-unreachable", "page-not-heard"]);
  });

  it("names a streaming host that cannot be reached", async () => {
    place.simulator.control.refuseSockets({ times: 100 });
    await place.signIn();
    expect(await check()).toContain("streaming-unreachable");
  });

  it("names a client ID that Genesys does not know", async () => {
    await place.seat.stored.local.set({ [settingsKey]: { region, clientId: "another" } });
    expect(await check()).toEqual([
      ...["login-reached", "client-refused", "api-reached", "clock-right: 0", "signed-out", "streaming-unclear"],
      "page-not-heard",
    ]);
  });

  it("names a redirect URI that is not registered", async () => {
    const clientId = "1b4c8f2a-90d7-4e35-a6c1-7f02d9e8b3a4";
    place.simulator.control.registerClient({ clientId, redirectUris: ["https://elsewhere.example/"] });
    await place.seat.stored.local.set({ [settingsKey]: { region, clientId } });
    expect(await check()).toContain("redirect-refused");
    place.simulator.control.registerClient({ clientId, redirectUris: [redirectUri] });
    expect(await check()).toContain("client-accepted");
  });

  it("does not take a redirect of the sign-in page, or its failure, for a yes or a no", async () => {
    place.simulator.control.fault({ path: "/oauth/authorize", answer: { status: 503 } });
    expect((await check()).slice(0, 2)).toEqual(["login-reached", "client-unclear"]);
    // What `redirect: "error"` makes of a redirect is no other than what it makes of a cut connection.
    place.simulator.control.fault({ path: "/oauth/authorize", answer: "drop-before" });
    expect((await check()).slice(0, 2)).toEqual(["login-reached", "client-unclear"]);
  });

  it("names the region that the client belongs to, where it is another", async () => {
    place.simulator.control.setHomeRegion({ region: "euw2.pure.cloud" });
    expect((await check()).slice(0, 2)).toEqual(["login-reached", "region-wrong: euw2.pure.cloud"]);
  });

  it("asks nobody else about a client that is welcome", async () => {
    await check();
    const hosts = place.simulator.control.received({ kind: "request" }).map(({ host }) => host);
    expect(new Set(hosts)).toEqual(new Set([`login.${region}`, `api.${region}`]));
  });

  it("says who has to sign in: nobody has, or the session ended and the person is needed", async () => {
    expect(await check()).toContain("signed-out");
    await place.signIn();
    place.simulator.control.endLogins();
    place.simulator.control.expireTokens();
    expect(await check()).toContain("sign-in-needed");
  });

  it("gets a new token by itself where Genesys still knows the person", async () => {
    await place.signIn();
    place.simulator.control.expireTokens();
    expect(await check()).toContain(`signed-in: ${organization.id}`);
  });

  it("names the scopes that the OAuth client lacks", async () => {
    const clientId = defaultClientId;
    place.simulator.control.registerClient({ clientId, redirectUris: [], scopes: ["users", "conversations:readonly"] });
    await place.signIn();
    expect(await check()).toContain("scopes-missing: conversations, notifications");
  });

  it("names the scope without which not even the scopes are told", async () => {
    await place.signIn();
    place.simulator.control.registerClient({
      ...{ clientId: defaultClientId, redirectUris: [] },
      scopes: ["conversations", "notifications"],
    });
    place.simulator.control.assume({ scopesEnforced: true });
    expect(await check()).toContain("scopes-missing: user-basic-info");
  });

  it("asks for the scopes of the dialect that is used", async () => {
    const scopes = ["conversations", "notifications", "user-basic-info"];
    place.simulator.control.registerClient({ clientId: defaultClientId, redirectUris: [], scopes });
    await place.signIn();
    expect(await check()).toContain("scopes-found");
    await place.seat.command("save-settings", { region, clientId: defaultClientId, dialect: "interactions" });
    expect(await check()).toContain("scopes-missing: interaction:view, interaction:modify");
  });

  it("names the permission that a supervisor lacks", async () => {
    await place.signIn("Sara Supervisor");
    expect(await check()).toContain("permissions-found");
    place.simulator.control.setPermissions({ user: "sara", permissions: ["conversation:call:monitor"] });
    expect(await check()).toContain("permissions-missing: conversation:communication:view");
  });

  it("says when Genesys refuses the channel, or does not answer properly", async () => {
    place.simulator.control.fault({ path: "/notifications/channels", times: 100, answer: { status: 403 } });
    await place.signIn();
    expect(await check()).toContain("channel-refused: forbidden");
    place.simulator.control.clearFaults();
    place.simulator.control.fault({ path: "/users/me", times: 100, answer: { status: 503 } });
    expect(await check()).toContain("token-unread: server");
  });

  it("names a clock that is ten minutes off, ahead or behind, and none that is seconds off", async () => {
    place.simulator.control.setClockOffset({ ms: -10 * minute });
    expect(await check()).toContain("clock-off: 600");
    place.simulator.control.setClockOffset({ ms: 10 * minute });
    expect(await check()).toContain("clock-off: -600");
    place.simulator.control.setClockOffset({ ms: 5_000 });
    expect(await check()).toContain("clock-right: -5");
  });

  it("tells a Genesys tab that is not heard from one in which nothing is known, also once it is hidden", async () => {
    expect(await check()).toContain("page-not-heard");
    await showPage(false);
    expect(await check()).toContain("page-unknown");
    await showPage(true);
    await place.seat.background().answer({ command: "frame-is", request: { visibility: "hidden" } }, genesysTab);
    expect(await check()).toContain("page-heard");
    place.seat.browser.framesAlive = false;
    expect(await check()).toContain("page-not-heard");
  });

  it("tells no token, no name of a person, and nothing of a call", async () => {
    await place.signIn();
    const asked = place.seat.command("check-connection", {});
    await place.clock.move(10_000);
    const told = JSON.stringify(await asked);
    const session = JSON.stringify(place.seat.stored.session.items.get("session"));
    const token = /"token":"(?<token>[^"]+)"/.exec(session)?.groups?.token ?? "";
    expect(token.length).toBeGreaterThan(20);
    expect(told).toContain("signed-in");
    expect(told).not.toContain("Anna");
    expect(told).not.toContain(token);
  });
});

import { beforeEach, describe, expect, it } from "vitest";
import { createWorkplace, readList, readOne, type Workplace, write } from "../../moved-clock/workplace.ts";

let place: Workplace;

beforeEach(async () => {
  place = await createWorkplace();
});

async function account(): Promise<unknown> {
  return (await place.seat.state()).account;
}
function tokenRequests(): number {
  return place.simulator.control.received({ path: "^/oauth/token$" }).length;
}
function token(): unknown {
  const session = place.seat.stored.session.items.get("session");
  return session && typeof session === "object" && "token" in session ? session.token : undefined;
}
const signedIn = {
  status: "signed-in",
  owner: expect.any(String) as string,
  userName: "Anna Agent",
  organizationName: "Acme Service",
};

describe("Signing in", () => {
  it("without region and client ID leads to the settings", async () => {
    place.seat.stored.local.items.clear();
    expect(await place.seat.command("sign-in", {})).toEqual({ ok: false, error: { kind: "setup-needed" } });
    expect(await account()).toEqual({ status: "setup-needed" });
  });

  it("given up by the person is no failure of theirs: signed out, with the reason", async () => {
    place.seat.browser.person = undefined;
    const problem = { kind: "sign-in-cancelled" };
    expect(await place.seat.command("sign-in", {})).toEqual({ ok: false, error: problem });
    expect(await account()).toEqual({ status: "signed-out", problem });
  });

  it("given up at a page that does not know the client, or its redirect URI, says which, and where it is known", async () => {
    place.seat.browser.person = undefined;
    const refusal = async () => place.seat.command("sign-in", {});
    place.simulator.control.setHomeRegion({ region: "euw2.pure.cloud" });
    expect(await refusal()).toEqual({ ok: false, error: { kind: "wrong-region", region: "euw2.pure.cloud" } });
    expect(await account()).toMatchObject({ problem: { kind: "wrong-region" } });
    place.simulator.control.setHomeRegion({});
    const clientId = "1b4c8f2a-90d7-4e35-a6c1-7f02d9e8b3a4";
    await place.seat.command("save-settings", { region: "mypurecloud.de", clientId, dialect: "conversations" });
    expect(await refusal()).toEqual({ ok: false, error: { kind: "unknown-client" } });
    place.simulator.control.registerClient({ clientId, redirectUris: ["https://elsewhere.example/"] });
    expect(await refusal()).toMatchObject({ ok: false, error: { kind: "unknown-redirect" } });
  });

  it("with Genesys down says so, and works when it is back", async () => {
    place.simulator.control.fault({ path: "^/oauth/token$", answer: { status: 503 } });
    expect(await place.seat.command("sign-in", {})).toMatchObject({
      ok: false,
      error: { kind: "server", status: 503 },
    });
    expect(await place.seat.command("sign-in", {})).toEqual({ ok: true, value: {} });
    expect(await account()).toMatchObject(signedIn);
  });

  it("of somebody whose name cannot be read ends signed out: nobody knows whose work it would be", async () => {
    place.simulator.control.fault({ path: "^/api/v2/users/me$", answer: { status: 403 } });
    expect(await place.seat.command("sign-in", {})).toMatchObject({ ok: false, error: { kind: "forbidden" } });
    expect(token()).toBeUndefined();
  });

  it("twice at once opens one sign-in", async () => {
    const first = place.seat.command("sign-in", {});
    const second = place.seat.command("sign-in", {});
    expect(await Promise.all([first, second])).toEqual([
      { ok: true, value: {} },
      { ok: true, value: {} },
    ]);
    expect(tokenRequests()).toBe(1);
  });

  it("is over when the person signs out meanwhile", async () => {
    place.simulator.control.fault({ path: "^/oauth/token$", answer: { delayMs: 3_000 } });
    const signingIn = place.seat.command("sign-in", {});
    await place.clock.move(1_000);
    expect(await account()).toEqual({ status: "signing-in" });
    await place.seat.command("sign-out", { everywhere: false });
    await place.clock.move(10_000);
    await signingIn;
    expect(token()).toBeUndefined();
    expect(await account()).toEqual({ status: "signed-out", problem: null });
  });

  it("asks the page of the region and client that were set", async () => {
    await place.seat.command("save-settings", {
      region: "use2.us-gov-pure.cloud",
      clientId: "unknown-client",
      dialect: "conversations",
    });
    expect(await place.seat.command("sign-in", {})).toMatchObject({ ok: false });
    const [authorize] = place.simulator.control.received({ path: "^/oauth/authorize$" });
    expect(authorize?.host).toBe("login.use2.us-gov-pure.cloud");
    expect(authorize?.url).toContain("client_id=unknown-client");
  });

  it("with a region that does not exist is refused where it is entered", async () => {
    expect(
      await place.seat.command("save-settings", { region: "evil.example", clientId: "x", dialect: "conversations" }),
    ).toEqual({
      ok: false,
      error: { kind: "setup-needed" },
    });
  });
});

describe("The token", () => {
  it("is renewed silently in the minute before it lapses, and not before", async () => {
    place.simulator.control.setTokenLifetime({ seconds: 600 });
    await place.signIn();
    const before = token();
    await place.clock.move(538_000);
    expect(tokenRequests()).toBe(0);
    await place.clock.move(31_000);
    expect(tokenRequests()).toBe(1);
    expect(token()).not.toBe(before);
    expect(await account()).toEqual({ ...signedIn, signInNeeded: false });
  });

  it("is renewed for days, and nothing else is asked but the list after each new channel", async () => {
    place.simulator.control.setTokenLifetime({ seconds: 3_600 });
    await place.signIn();
    await place.clock.move(8 * 3_600_000);
    expect(tokenRequests()).toBe(8);
    expect((await place.seat.state()).channel).toBe("open");
    const calls = place.simulator.control.received({ ...readList, kind: "request" }).length;
    expect(calls).toBeLessThanOrEqual(8);
  });

  it("is left alone while nobody is there to see", async () => {
    place.simulator.control.setTokenLifetime({ seconds: 600 });
    const close = place.seat.openView();
    await place.seat.command("sign-in", {});
    await place.clock.move(1_000);
    close();
    await place.clock.move(1_000);
    place.simulator.control.clearReceived();
    await place.clock.move(3_600_000);
    expect(place.requests()).toEqual([]);
  });

  it("that lapsed while nobody was there is renewed when someone comes, and the call is there", async () => {
    place.simulator.control.setTokenLifetime({ seconds: 600 });
    const close = place.seat.openView();
    await place.seat.command("sign-in", {});
    await place.clock.move(1_000);
    close();
    await place.clock.move(3_600_000);
    place.seat.openView();
    await place.clock.move(5_000);
    const state = await place.seat.state();
    expect(state.channel).toBe("open");
    expect(state.calls).toMatchObject({ status: "ready", problem: null });
  });

  it("that Genesys no longer accepts is renewed once, and the request is made once more", async () => {
    await place.signIn();
    place.simulator.control.assume({ channelWhenTokenEnds: "kept" });
    place.simulator.control.expireTokens();
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(1_000);
    const answers = place.simulator.control.received({ method: "PATCH" }).map(({ answered }) => answered);
    expect(answers).toEqual([401, 202]);
    expect(tokenRequests()).toBe(1);
    expect(place.onServer("CallerType")).toBe("Provider");
  });

  it.each([
    ["a write", "PATCH"],
    ["the read before a write", "GET"],
  ])(
    "%s that is refused once more after the person has signed in anew goes out with their token",
    async (_, method) => {
      await place.signIn();
      const { simulator } = place;
      const path = method === "GET" ? readOne.path : write.path;
      simulator.control.fault({ method, path, times: 2, answer: { status: 401 } });
      const handle = simulator.handle.bind(simulator);
      Object.assign(simulator, {
        handle: (...asked: Parameters<typeof handle>) => {
          const answer = handle(...asked);
          const isSlow = asked[0].method === method && new RegExp(path).test(new URL(asked[0].url).pathname);
          return isSlow ? { ...answer, delayMs: 4_000 } : answer;
        },
      });
      // Then it is not known what somebody may have written.
      if (method === "GET") simulator.control.dropSockets();
      await place.save("CallerType", "Provider", "Member");
      await place.clock.move(6_000);
      await place.seat.command("sign-in", {});
      await place.clock.move(60_000);
      expect(await place.changes()).toEqual([]);
      expect(place.onServer("CallerType")).toBe("Provider");
    },
  );

  it("that is refused even when it is fresh is not renewed again and again", async () => {
    await place.signIn();
    place.simulator.control.fault({ method: "PATCH", times: 100, answer: { status: 401 } });
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(20_000);
    expect(place.patches()).toHaveLength(2);
    expect(tokenRequests()).toBe(1);
    expect(await place.changes()).toMatchObject([{ status: "waiting", value: "Provider" }]);
  });

  it("is renewed by one flow, however many requests need it", async () => {
    await place.signIn();
    place.simulator.control.assume({ channelWhenTokenEnds: "kept" });
    place.simulator.control.expireTokens();
    const second = place.simulator.control.placeCall({ attributes: { Tier: "none" } });
    await place.clock.move(1_000);
    await Promise.all([
      place.save("CallerType", "Provider", "Member"),
      place.save("Tier", "gold", "none", {
        conversationId: second.conversationId,
        participantId: second.callerParticipantId,
      }),
      place.seat.command("refresh", {}),
    ]);
    await place.clock.move(1_000);
    expect(tokenRequests()).toBe(1);
    expect(place.onServer("CallerType")).toBe("Provider");
  });

  it("stays good where the renewal finds no network, and is renewed when there is one", async () => {
    place.simulator.control.setTokenLifetime({ seconds: 600 });
    await place.signIn();
    place.simulator.control.fault({ path: "^/oauth/token$", times: 1, answer: "drop-before" });
    await place.clock.move(565_000);
    expect(await account()).toEqual({ ...signedIn, signInNeeded: false });
    await place.clock.move(60_000);
    expect(await account()).toEqual({ ...signedIn, signInNeeded: false });
    expect((await place.seat.state()).channel).toBe("open");
  });

  it.each([
    ["Chrome cannot reach", "Authorization page could not be loaded.", "drop-before" as const],
    ["Firefox cannot reach", "Requires user interaction", "drop-before" as const],
    ["answers 503", "", { status: 503 }],
  ])("stays good where the sign-in page %s, and is renewed by itself when it is there", async (_, said, answer) => {
    await place.signIn();
    if (said !== "") place.seat.browser.unreachable = said;
    place.simulator.control.fault({ host: "login.mypurecloud.de", times: 1_000, answer });
    place.simulator.control.expireTokens();
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(60_000);
    expect(await account()).toEqual({ ...signedIn, signInNeeded: false });
    expect(await place.changes()).toMatchObject([{ value: "Provider", status: "waiting" }]);
    place.simulator.control.clearFaults();
    await place.clock.move(120_000);
    expect(place.onServer("CallerType")).toBe("Provider");
    expect(await place.changes()).toEqual([]);
  });

  it.each([
    ["Firefox could not reach", "Requires user interaction", "drop-before" as const],
    ["answered 503", "", { status: 503 }],
  ])("is renewed at once where the sign-in page %s, and is there again a moment later", async (_, said, answer) => {
    await place.signIn();
    if (said !== "") place.seat.browser.unreachable = said;
    place.simulator.control.fault({ path: "^/oauth/authorize$", times: 1, answer });
    place.simulator.control.expireTokens();
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(2_000);
    expect(await account()).toEqual({ ...signedIn, signInNeeded: false });
    expect(place.onServer("CallerType")).toBe("Provider");
  });

  it("stays good where the silent renewal is never answered, and no request waits for it for ever", async () => {
    await place.signIn();
    place.seat.browser.isSilentForEver = true;
    place.simulator.control.expireTokens();
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(60_000);
    expect(await account()).toEqual({ ...signedIn, signInNeeded: false });
    place.seat.browser.isSilentForEver = false;
    await place.clock.move(120_000);
    expect(place.onServer("CallerType")).toBe("Provider");
  });

  it.each([408, 429, 403])(
    "stays good where the token endpoint answers %i, and is renewed by itself later",
    async (status) => {
      await place.signIn();
      place.simulator.control.fault({ path: "^/oauth/token$", times: 3, answer: { status } });
      place.simulator.control.expireTokens();
      await place.save("CallerType", "Provider", "Member");
      await place.clock.move(1_000);
      expect(await account()).toEqual({ ...signedIn, signInNeeded: false });
      await place.clock.move(180_000);
      expect(place.onServer("CallerType")).toBe("Provider");
    },
  );

  it("is in no published state, no draft, no record, and not on disk", async () => {
    await place.signIn();
    await place.save("CallerType", "Provider", "Member");
    const secret = token();
    expect(secret).toMatch(/.{20}/);
    const { session, local } = place.seat.stored;
    const elsewhere = [...session.items].filter(([key]) => key !== "session");
    expect(JSON.stringify([elsewhere, [...local.items], [...place.seat.database.records]])).not.toContain(secret);
  });
});

describe("A renewal that needs the person", () => {
  beforeEach(async () => {
    await place.signIn();
    place.simulator.control.endLogins();
    place.simulator.control.expireTokens();
  });

  it("is said, and a change waits unsent", async () => {
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(120_000);
    expect(await account()).toEqual({ ...signedIn, signInNeeded: true });
    expect(await place.changes()).toMatchObject([
      { status: "waiting", value: "Provider", problem: { kind: "sign-in-needed" }, retryAt: null },
    ]);
    expect(place.onServer("CallerType")).toBe("Member");
  });

  it("is not tried again by itself: the login page is asked, whether it is there at all, and once more as it is", async () => {
    await place.clock.move(600_000);
    expect(place.simulator.control.received({ path: "^/oauth/authorize$" })).toHaveLength(3);
  });

  it("is not tried once more where the browser, as Chrome does, took 15 seconds to say so", async () => {
    const { browser } = place.seat;
    const launch = browser.launchSignIn.bind(browser);
    browser.launchSignIn = (url, interactive) =>
      launch(url, interactive).catch(async (error: unknown) => {
        await new Promise<void>((go) => place.clock.after(15_000, go));
        throw error;
      });
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(16_000);
    expect(await account()).toEqual({ ...signedIn, signInNeeded: true });
    await place.clock.move(60_000);
    expect(place.simulator.control.received({ path: "^/oauth/authorize$" })).toHaveLength(2);
  });

  it("leaves the calls and drafts on screen", async () => {
    await place.seat.type(place.caller, "Tier", "gold", null);
    await place.clock.move(120_000);
    expect(await place.shown("CallerType")).toBe("Member");
    expect(place.drafts()).toHaveLength(1);
  });

  it("is ended by a sign-in, which sends what waited", async () => {
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(120_000);
    await place.seat.command("sign-in", {});
    await place.clock.move(5_000);
    expect(place.onServer("CallerType")).toBe("Provider");
    expect(await place.changes()).toEqual([]);
    expect(await account()).toEqual({ ...signedIn, signInNeeded: false });
    expect((await place.seat.state()).channel).toBe("open");
  });

  it("takes a save also afterwards: it waits like the others", async () => {
    await place.clock.move(60_000);
    await place.save("CallerType", "Provider", "Member");
    await place.clock.move(60_000);
    expect(await place.changes()).toMatchObject([{ status: "waiting", problem: { kind: "sign-in-needed" } }]);
    expect(place.patches()).toEqual([]);
  });
});

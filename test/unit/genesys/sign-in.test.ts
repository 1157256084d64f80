import { beforeEach, describe, expect, it } from "vitest";
import { beginSignIn, finishSignIn, logoutUrl, type SignInAttempt } from "../../../src/genesys/sign-in.ts";
import { createMovedClock, type MovedClock } from "../../moved-clock/moved-clock.ts";
import { redirectUri } from "../../moved-clock/simulated-browser.ts";
import { simulatedFetch } from "../../moved-clock/simulated-fetch.ts";
import { createSimulator, type Simulator } from "../../simulator/simulator.ts";
import { defaultClientId } from "../../simulator/world.ts";

let simulator: Simulator;
let clock: MovedClock;
let isOnline: boolean;

beforeEach(() => {
  simulator = createSimulator({ redirectUris: [redirectUri] });
  clock = createMovedClock(simulator);
  simulator.advance(clock.now());
  isOnline = true;
});

/** Anna signs in on the page; answers where the browser ends up. */
function pickAnna(url: string): string {
  const { origin, search } = new URL(url);
  const form = new URLSearchParams({ continue: search.slice(1), user: "77777777-0000-4000-8000-0000000000a1" });
  const picked = simulator.handle(
    { method: "POST", url: `${origin}/__simulator/sign-in`, headers: {}, body: form.toString() },
    clock.now(),
  );
  return picked.kind === "response" ? (picked.headers.location ?? "") : "";
}
async function begin(): Promise<{ attempt: SignInAttempt; redirectedTo: string }> {
  const { attempt, url } = await beginSignIn("mypurecloud.de", defaultClientId, redirectUri);
  return { attempt, redirectedTo: pickAnna(url) };
}
function finish(attempt: SignInAttempt, redirectedTo: string): ReturnType<typeof finishSignIn> {
  return finishSignIn({ fetch: simulatedFetch(simulator, clock, () => isOnline), clock }, attempt, redirectedTo);
}
function exchanges(): number {
  return simulator.control.received({ path: "^/oauth/token$" }).length;
}
function altered(address: string, parameter: string, value: string | undefined): string {
  const url = new URL(address);
  if (value === undefined) url.searchParams.delete(parameter);
  else url.searchParams.set(parameter, value);
  return url.href;
}

describe("The sign-in page's address", () => {
  it("is Genesys' authorize page, with PKCE and without a scope or a secret", async () => {
    const { attempt, url } = await beginSignIn("use2.us-gov-pure.cloud", "client", redirectUri);
    const { origin, pathname, searchParams } = new URL(url);
    expect(origin + pathname).toBe("https://login.use2.us-gov-pure.cloud/oauth/authorize");
    expect(Object.fromEntries(searchParams)).toEqual({
      client_id: "client",
      redirect_uri: redirectUri,
      response_type: "code",
      code_challenge: expect.stringMatching(/^[\w-]{43}$/) as string,
      code_challenge_method: "S256",
      state: attempt.state,
    });
    expect(url).not.toContain(attempt.verifier);
  });

  it("is another one every time", async () => {
    const [first, second] = await Promise.all([begin(), begin()]);
    expect(first.attempt.state).not.toBe(second.attempt.state);
    expect(first.attempt.verifier).not.toBe(second.attempt.verifier);
    expect(first.attempt.verifier).toMatch(/^[\w.~-]{43,128}$/);
  });
});

describe("The end of a sign-in", () => {
  it("is a token and its lifetime in seconds, with the code and verifier sent once, in a form, without a cookie", async () => {
    simulator.control.setTokenLifetime({ seconds: 600 });
    const { attempt, redirectedTo } = await begin();
    const result = await finish(attempt, redirectedTo);
    expect(result).toMatchObject({ ok: true, expiresIn: 600 });
    expect(exchanges()).toBe(1);
  });

  it("a second time with the same code is refused", async () => {
    const { attempt, redirectedTo } = await begin();
    await finish(attempt, redirectedTo);
    expect(await finish(attempt, redirectedTo)).toMatchObject({ ok: false, reason: "refused" });
  });

  it.each([
    ["the state of another sign-in", (url: string) => altered(url, "state", "another")],
    ["no state", (url: string) => altered(url, "state", undefined)],
    ["no code", (url: string) => altered(url, "code", undefined)],
    ["two states", (url: string) => `${url}&state=another`],
    ["a foreign host", (url: string) => url.replace("chromiumapp.org", "chromiumapp.org.evil.example")],
    ["another path", (url: string) => url.replace("/?", "/elsewhere?")],
    ["http", (url: string) => url.replace("https:", "http:")],
    ["another port", (url: string) => url.replace(".org/", ".org:8443/")],
    ["no address", () => ""],
    ["a script", () => "javascript:alert(1)"],
    ["an error of the page", () => `${redirectUri}?error=access_denied&error_description=No`],
  ])("with %s is refused, and no code leaves the browser", async (_, change) => {
    const { attempt, redirectedTo } = await begin();
    expect(await finish(attempt, change(redirectedTo))).toMatchObject({ ok: false, reason: "refused" });
    expect(exchanges()).toBe(0);
  });

  it("with an error of the page says it in Genesys' words", async () => {
    const { attempt } = await begin();
    const address = `${redirectUri}?error=access_denied&error_description=Not+today&state=${attempt.state}`;
    expect(await finish(attempt, address)).toEqual({
      ok: false,
      reason: "refused",
      detail: "access_denied: Not today",
    });
  });

  it("with a wrong verifier is refused by Genesys", async () => {
    const { attempt, redirectedTo } = await begin();
    const other = { ...attempt, verifier: "x".repeat(43) };
    const result = await finish(other, redirectedTo);
    expect(result).toMatchObject({ ok: false, reason: "refused" });
    expect(exchanges()).toBe(1);
  });

  it.each([
    ["a server error", { status: 500 }, { reason: "server", status: 500 }],
    ["an overloaded server", { status: 503 }, { reason: "server", status: 503 }],
    ["a cut connection", "drop-before", { reason: "offline" }],
    ["a connection that is cut after the exchange", "drop-after", { reason: "offline" }],
    ["an answer that is cut in the middle", "malformed", { reason: "refused" }],
    ["an answer without a token", { status: 200, body: { token_type: "bearer" } }, { reason: "refused" }],
    ["a token of another type", { status: 200, body: { access_token: "t", token_type: "mac" } }, { reason: "refused" }],
  ] as const)("with %s is no sign-in", async (_, answer, expected) => {
    const { attempt, redirectedTo } = await begin();
    simulator.control.fault({ path: "^/oauth/token$", answer });
    expect(await finish(attempt, redirectedTo)).toMatchObject({ ok: false, ...expected });
  });

  it("with an answer that says no lifetime counts on the shortest that there is", async () => {
    const { attempt, redirectedTo } = await begin();
    const body = { access_token: "t", token_type: "bearer" };
    simulator.control.fault({ path: "^/oauth/token$", answer: { status: 200, body } });
    expect(await finish(attempt, redirectedTo)).toEqual({ ok: true, token: "t", expiresIn: 300 });
  });

  it("with a refresh token in the answer ignores it", async () => {
    simulator.control.assume({ refreshToken: "present" });
    const { attempt, redirectedTo } = await begin();
    const result = await finish(attempt, redirectedTo);
    expect(Object.keys(result).toSorted()).toEqual(["expiresIn", "ok", "token"]);
  });

  it("without a network is offline, and after fifteen seconds a timeout", async () => {
    const first = await begin();
    isOnline = false;
    expect(await finish(first.attempt, first.redirectedTo)).toEqual({ ok: false, reason: "offline" });
    isOnline = true;
    const second = await begin();
    simulator.control.fault({ path: "^/oauth/token$", answer: { delayMs: 40_000 } });
    const finishing = finish(second.attempt, second.redirectedTo);
    await clock.move(15_000);
    expect(await finishing).toEqual({ ok: false, reason: "timeout" });
  });

  it("says neither code nor verifier nor state in any error", async () => {
    const answers = ["drop-before", "malformed", { status: 500 }, { status: 400 }] as const;
    for (const answer of answers) {
      const { attempt, redirectedTo } = await begin();
      simulator.control.fault({ path: "^/oauth/token$", answer });
      const said = JSON.stringify(await finish(attempt, redirectedTo));
      const code = new URL(redirectedTo).searchParams.get("code") ?? "?";
      for (const secret of [code, attempt.verifier, attempt.state]) expect(said).not.toContain(secret);
    }
    const { attempt, redirectedTo } = await begin();
    const said = JSON.stringify(await finish(attempt, altered(redirectedTo, "state", "another")));
    for (const secret of [new URL(redirectedTo).searchParams.get("code") ?? "?", attempt.verifier, attempt.state]) {
      expect(said).not.toContain(secret);
    }
  });
});

describe("The page that ends the login session", () => {
  it("is Genesys' logout page of the region, which comes back to the extension", () => {
    const { origin, pathname, searchParams } = new URL(logoutUrl("mypurecloud.ie", "client", redirectUri));
    expect(origin + pathname).toBe("https://login.mypurecloud.ie/logout");
    expect(Object.fromEntries(searchParams)).toEqual({ client_id: "client", redirect_uri: redirectUri });
  });
});

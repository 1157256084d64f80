import { describe, expect, it } from "vitest";
import {
  annaId,
  at,
  authorizeUrl,
  benId,
  challenge,
  drive,
  pick,
  redirectUri,
  tokenRequest,
  textAt,
} from "./driven-simulator.ts";

const anyText: unknown = expect.any(String);

function codeOf(location: URL): string {
  return location.searchParams.get("code") ?? "";
}

describe("the authorize page", () => {
  it("offers the three people as buttons", () => {
    const page = drive().send("GET", authorizeUrl());
    expect(page.status).toBe(200);
    expect(page.text.match(/<button[^>]*>([^<]+)<\/button>/g)).toHaveLength(3);
    for (const name of ["Anna Agent", "Ben Agent", "Sara Supervisor"]) expect(page.text).toContain(`>${name}</button>`);
  });

  it("redirects nowhere for a redirect URI that differs in one slash", () => {
    const answer = drive().send("GET", authorizeUrl({ redirect_uri: redirectUri.slice(0, -1) }));
    expect(answer.status).toBe(400);
    expect(answer.headers.location).toBeUndefined();
  });

  it("redirects nowhere for an unknown client", () => {
    expect(drive().send("GET", authorizeUrl({ client_id: "other" })).status).toBe(400);
  });

  it.each([
    ["another response type", { response_type: "token" }, "unsupported_response_type"],
    ["a missing challenge", { code_challenge: "" }, "invalid_request"],
    ["a plain challenge", { code_challenge_method: "plain" }, "invalid_request"],
    ["org without provider", { org: "acme" }, "invalid_request"],
  ])("sends %s back as an error with the state", (_, changes, error) => {
    const answer = drive().send("GET", authorizeUrl(changes));
    const location = new URL(answer.headers.location ?? "");
    expect(location.origin + location.pathname).toBe(redirectUri);
    expect(location.searchParams.get("error")).toBe(error);
    expect(location.searchParams.get("error_description")).not.toBe("");
    expect(location.searchParams.get("state")).toBe("the-state");
  });

  it("sends the picked person back with a code and the state", () => {
    const { location, cookie } = pick(drive(), annaId);
    expect(location.href.startsWith(redirectUri)).toBe(true);
    expect(location.searchParams.get("state")).toBe("the-state");
    expect(codeOf(location)).not.toBe("");
    expect(cookie).toContain("=");
  });
});

describe("the second sign-in", () => {
  it("passes silently by an HTTP redirect while the cookie lives", () => {
    const driven = drive();
    const { cookie } = pick(driven, annaId);
    const answer = driven.send("GET", authorizeUrl(), { headers: { cookie } });
    expect(answer.status).toBe(302);
    expect(codeOf(new URL(answer.headers.location ?? ""))).not.toBe("");
  });

  it("passes by a script where that is assumed", () => {
    const driven = drive({ assumed: { silentRedirect: "script" } });
    const { cookie } = pick(driven, annaId);
    const answer = driven.send("GET", authorizeUrl(), { headers: { cookie } });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain(`location.replace("${redirectUri}?code=`);
  });

  it("asks again with prompt=login, after a logout, and when the session was ended", () => {
    const driven = drive();
    const { cookie } = pick(driven, annaId);
    const withCookie = { headers: { cookie } };
    expect(driven.send("GET", authorizeUrl({ prompt: "login" }), withCookie).text).toContain("Anna Agent");
    driven.send("GET", `https://login.mypurecloud.de/logout?client_id=x&redirect_uri=${redirectUri}`, withCookie);
    expect(driven.send("GET", authorizeUrl(), withCookie).text).toContain("Anna Agent");
    const again = pick(driven, benId);
    driven.control.endLogins({ user: "ben" });
    expect(driven.send("GET", authorizeUrl(), { headers: { cookie: again.cookie } }).text).toContain("Anna Agent");
  });
});

describe("the token endpoint", () => {
  it("gives a bearer token of the set lifetime for code and verifier", () => {
    const driven = drive();
    driven.control.setTokenLifetime({ seconds: 900 });
    const answer = tokenRequest(driven, { code: codeOf(pick(driven, benId).location) });
    expect(answer.json).toEqual({ access_token: anyText, token_type: "bearer", expires_in: 900 });
    const token = textAt(answer.json, "access_token");
    expect(at(driven.send("GET", "/api/v2/users/me", { token }).json, "name")).toBe("Ben Agent");
    driven.wait(899_999);
    expect(driven.send("GET", "/api/v2/users/me", { token }).status).toBe(200);
    driven.wait(1);
    expect(driven.send("GET", "/api/v2/users/me", { token }).status).toBe(401);
  });

  it("takes a code once only", () => {
    const driven = drive();
    const code = codeOf(pick(driven, annaId).location);
    expect(tokenRequest(driven, { code }).status).toBe(200);
    expect(tokenRequest(driven, { code }).json).toMatchObject({ error: "invalid_grant" });
  });

  it.each([
    ["a wrong verifier", { code_verifier: "w".repeat(64) }, "invalid_grant"],
    ["a verifier that is too short", { code_verifier: "short" }, "invalid_request"],
    ["another redirect URI", { redirect_uri: "https://elsewhere.example/" }, "invalid_grant"],
    ["an unknown client", { client_id: "other" }, "unauthorized_client"],
    ["another grant", { grant_type: "refresh_token" }, "unsupported_grant_type"],
  ])("refuses %s in the documented shape", (_, changes, error) => {
    const driven = drive();
    const answer = tokenRequest(driven, { code: codeOf(pick(driven, annaId).location), ...changes });
    expect(answer.status).toBe(400);
    expect(answer.json).toEqual({ error, description: anyText, error_description: anyText });
  });

  it("refuses a code after its lifetime, and one from another region", () => {
    const driven = drive();
    const late = codeOf(pick(driven, annaId).location);
    driven.wait(300_000);
    expect(tokenRequest(driven, { code: late }).status).toBe(400);
    const code = codeOf(pick(driven, annaId).location);
    expect(tokenRequest(driven, { code }, "mypurecloud.com").status).toBe(400);
  });

  it("needs the challenge that belongs to the verifier", () => {
    const driven = drive();
    const other = challenge.replace(/^./, (first) => (first === "A" ? "B" : "A"));
    const code = codeOf(pick(driven, annaId, authorizeUrl({ code_challenge: other })).location);
    expect(tokenRequest(driven, { code }).status).toBe(400);
  });
});

describe("a token", () => {
  it("is good in the region that issued it only", () => {
    const driven = drive();
    const token = driven.tokenOf("anna");
    expect(driven.send("GET", "/api/v2/users/me", { token }).status).toBe(200);
    const elsewhere = driven.send("GET", "https://api.mypurecloud.com/api/v2/users/me", { token });
    expect(elsewhere.json).toMatchObject({ status: 401, code: "bad.credentials" });
  });

  it("dies by DELETE tokens/me, by expiry on demand, and by the person's logout", () => {
    const driven = drive();
    const first = driven.tokenOf("anna");
    expect(driven.send("DELETE", "/api/v2/tokens/me", { token: first }).status).toBe(200);
    expect(driven.send("HEAD", "/api/v2/tokens/me", { token: first }).status).toBe(401);
    const second = driven.tokenOf("anna");
    expect(driven.control.expireTokens({ user: "anna" })).toEqual({ count: 1 });
    expect(driven.send("GET", "/api/v2/tokens/me", { token: second }).status).toBe(401);
    const { location, cookie } = pick(driven, annaId);
    const third = textAt(tokenRequest(driven, { code: codeOf(location) }).json, "access_token");
    driven.send("GET", "https://login.mypurecloud.de/logout", { headers: { cookie } });
    expect(driven.send("GET", "/api/v2/tokens/me", { token: third }).status).toBe(401);
  });

  it("is missed with another code than a bad one", () => {
    const driven = drive();
    expect(driven.send("GET", "/api/v2/users/me").json).toMatchObject({ code: "authentication.required" });
    expect(driven.send("GET", "/api/v2/users/me", { token: "nonsense" }).json).toMatchObject({
      code: "bad.credentials",
    });
  });

  it("dies of idleness where that is assumed, unless it is used", () => {
    const driven = drive({ assumed: { tokenIdleMs: 900_000 } });
    const token = driven.tokenOf("anna");
    driven.wait(800_000);
    expect(driven.send("GET", "/api/v2/tokens/me", { token }).status).toBe(200);
    driven.wait(800_000);
    expect(driven.send("GET", "/api/v2/tokens/me?preserveIdleTTL=true", { token }).status).toBe(200);
    driven.wait(200_000);
    expect(driven.send("GET", "/api/v2/tokens/me", { token }).status).toBe(401);
  });

  it("lacks a scope only where scopes are enforced", () => {
    const driven = drive();
    driven.control.registerClient({ redirectUris: [], scopes: ["user-basic-info"] });
    const token = driven.tokenOf("anna");
    expect(driven.send("GET", "/api/v2/conversations/calls", { token }).status).toBe(200);
    driven.control.assume({ scopesEnforced: true });
    expect(driven.send("GET", "/api/v2/conversations/calls", { token }).status).toBe(403);
    expect(driven.send("GET", "/api/v2/users/me", { token }).status).toBe(200);
  });
});

import { describe, expect, test, vi } from "vitest";
import { problemText } from "../../../src/platform/problem-text.ts";
import { type Problem, problemSchema } from "../../../src/protocol/problem.ts";

vi.mock("webextension-polyfill", async () => ({ default: (await import("./fake-browser.ts")).fakeBrowser }));

/** One of each kind: the type makes a missing one an error. */
const one: { readonly [Kind in Problem["kind"]]: Extract<Problem, { kind: Kind }> } = {
  "setup-needed": { kind: "setup-needed" },
  "sign-in-needed": { kind: "sign-in-needed" },
  "other-person": { kind: "other-person" },
  "sign-in-cancelled": { kind: "sign-in-cancelled" },
  "sign-in-refused": { kind: "sign-in-refused", detail: "detail" },
  "wrong-region": { kind: "wrong-region", region: "mypurecloud.ie" },
  "unknown-client": { kind: "unknown-client" },
  "unknown-redirect": { kind: "unknown-redirect", redirectUri: "https://calltag.chromiumapp.org/" },
  offline: { kind: "offline" },
  renewed: { kind: "renewed" },
  timeout: { kind: "timeout" },
  unauthorized: { kind: "unauthorized", correlationId: "abc" },
  forbidden: { kind: "forbidden", missing: null, scope: null, detail: "detail", correlationId: "abc" },
  "not-active-participant": { kind: "not-active-participant" },
  "not-found": { kind: "not-found" },
  conflict: { kind: "conflict" },
  rejected: { kind: "rejected", status: 400, detail: "detail", correlationId: "abc" },
  "rate-limited": { kind: "rate-limited", retryAt: 0 },
  server: { kind: "server", status: 503 },
  malformed: { kind: "malformed" },
  "too-long": { kind: "too-long" },
  "call-ended": { kind: "call-ended" },
  "participant-gone": { kind: "participant-gone" },
  "read-only": { kind: "read-only" },
  "not-allowed": { kind: "not-allowed", label: "Tier" },
  "invalid-value": { kind: "invalid-value", label: "Loyalty tier", problem: { reason: "required" } },
  "name-empty": { kind: "name-empty" },
  "map-too-large": { kind: "map-too-large", bytes: 10241, limit: 10240 },
  "refused-sender": { kind: "refused-sender" },
  "unknown-command": { kind: "unknown-command" },
  "not-running": { kind: "not-running" },
};

describe.each(Object.values(one))("the problem $kind", (problem) => {
  test("is said in whole sentences, without gaps", () => {
    expect(problemSchema.safeParse(problem).success).toBe(true);
    const { text } = problemText(problem, "kept");
    expect(text).toMatch(/^[A-Z].*\.$/);
    expect(text).not.toMatch(/\$\d|undefined| {2}/);
    expect(text).toContain("What you typed is kept.");
  });
});

describe("a problem's text", () => {
  test("names a missing permission, and who can grant it", () => {
    const { text } = problemText({ kind: "forbidden", missing: "conversation:call:edit", scope: null, detail: "" });
    expect(text).toContain("conversation:call:edit");
    expect(text).toContain("administrator");
  });

  test("names the scope that the OAuth client may lack, and who can add it", () => {
    const { text } = problemText({ kind: "forbidden", missing: null, scope: "interaction:modify", detail: "" });
    expect(text).toContain("may lack the scope interaction:modify");
    expect(text).toContain("administrator");
  });

  test("says sizes in a person's words", () => {
    expect(problemText(one["map-too-large"]).text).toContain("10.1 kB, and 10 kB is the most");
  });

  test("of a leg that is gone leads to the new one", () => {
    expect(problemText(one["participant-gone"], "kept").text).toBe(
      "The caller's leg on which this edit began is gone. What you typed is kept. Move it to the caller's new leg, or copy it.",
    );
  });

  test("hands on Genesys' id of the request", () => {
    expect(problemText(one.unauthorized).correlationId).toBe("abc");
    expect(problemText(one.offline).correlationId).toBeUndefined();
  });

  test("says nothing of typed text where none was at stake", () => {
    expect(problemText(one.offline).text).not.toContain("kept");
  });
});

import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { findingText } from "../../../src/options/connection-text.ts";
import { connectionKindSchema, type ConnectionFinding } from "../../../src/protocol/connection.ts";
import { fakeBrowser } from "../popup/fake-browser.ts";
import { publishedState } from "../popup/published.ts";
import { closeOptions, openOptions } from "./open-options.tsx";

vi.mock("webextension-polyfill", async () => ({ default: (await import("../popup/fake-browser.ts")).fakeBrowser }));

const organization = "0f0f0f0f-1111-4222-8333-0a0a0a0a0a0a";
const checked = {
  region: "mypurecloud.de",
  organizationName: "Example Health",
  redirectUri: "https://r.example/",
} as const;
let copied: string[] = [];

beforeEach(() => {
  copied = [];
  vi.stubGlobal("navigator", {
    ...{ userAgent: "A browser", language: "en" },
    clipboard: { writeText: (text: string) => Promise.resolve(void copied.push(text)) },
  });
});
afterEach(() => {
  closeOptions();
  vi.unstubAllGlobals();
});

function backgroundFinds(...findings: ConnectionFinding[]): void {
  fakeBrowser.answer("check-connection", () => ({ ok: true, value: { findings } }));
}

async function check(): Promise<HTMLElement[]> {
  fireEvent.click(screen.getByRole("button", { name: "Check connection" }));
  const list = await waitFor(() => screen.getByRole("list", { name: "Connection" }));
  return within(list).getAllByRole("listitem");
}

function line(kind: string): HTMLElement {
  const found = screen.getAllByRole("listitem").find((item) => item.dataset.kind === kind);
  if (!found) throw new Error(`There is no line ${kind}`);
  return found;
}

describe("Every finding", () => {
  const kinds = [...connectionKindSchema.options, "hosts-granted", "hosts-missing", "tab-elsewhere"] as const;

  test.each(kinds)("“%s” is said in a sentence, and a bad one with what to do", (kind) => {
    const { result, happened, advice } = findingText({ kind, detail: "600" }, checked);
    expect(happened).toMatch(/^[A-Z].*\.$|^[a-z.]+\.mypurecloud\.de cannot be reached\.$/);
    expect(`${happened}${advice}`).not.toMatch(/\$\d|undefined/);
    if (result === "bad") expect(advice).not.toBe("");
    if (result === "good") expect(advice).toBe("");
  });

  test("names the host that is meant", () => {
    const text = (kind: ConnectionFinding["kind"]) => findingText({ kind, detail: "" }, checked).happened;
    expect(text("login-unreachable")).toBe("login.mypurecloud.de cannot be reached.");
    expect(text("api-unreachable")).toBe("api.mypurecloud.de cannot be reached.");
    expect(text("streaming-unreachable")).toBe("streaming.mypurecloud.de cannot be reached.");
  });

  test("says by how much the clock is off, and in which direction", () => {
    const text = (detail: string) => findingText({ kind: "clock-off", detail }, checked).happened;
    expect(text("600")).toBe("The clock of this computer is 10 minutes ahead.");
    expect(text("-600")).toBe("The clock of this computer is 10 minutes behind.");
  });
});

describe("Check connection", () => {
  test("shows a line for each finding, and counts what needs attention", async () => {
    backgroundFinds({ kind: "login-reached", detail: "" }, { kind: "scopes-missing", detail: "notifications" });
    await openOptions();
    const lines = await check();
    expect(lines.map(({ dataset }) => dataset.result)).toEqual(["good", "good", "bad"]);
    expect(lines[2]?.textContent).toContain("The OAuth client lacks: notifications.");
    expect(screen.getByRole("status").textContent).toBe("1 point needs attention.");
  });

  test("says that all is well", async () => {
    backgroundFinds({ kind: "api-reached", detail: "" });
    await openOptions();
    await check();
    expect(screen.getByRole("status").textContent).toBe("The connection is good.");
  });

  test("says why it could not be done", async () => {
    fakeBrowser.answer("check-connection", () => ({ ok: false, error: { kind: "not-running" } }));
    await openOptions();
    fireEvent.click(screen.getByRole("button", { name: "Check connection" }));
    await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("Calltag does not answer."));
    expect(screen.queryByRole("button", { name: "Copy report" })).toBeNull();
  });

  test("offers to sign in where that helps", async () => {
    backgroundFinds({ kind: "sign-in-needed", detail: "" });
    await openOptions();
    await check();
    fireEvent.click(within(line("sign-in-needed")).getByRole("button", { name: "Sign in" }));
    await waitFor(() => expect(fakeBrowser.sent.at(-1)).toEqual({ command: "sign-in", request: {} }));
  });

  test("offers the region that the client belongs to, unless the organization decided it", async () => {
    backgroundFinds({ kind: "region-wrong", detail: "euw2.pure.cloud" });
    await openOptions();
    await check();
    expect(line("region-wrong").textContent).toContain("EU West 2 – London (euw2.pure.cloud)");
    fireEvent.click(within(line("region-wrong")).getByRole("button", { name: "Use this region" }));
    const saved = {
      region: "euw2.pure.cloud",
      clientId: publishedState([]).settings.clientId,
      dialect: "conversations",
    };
    await waitFor(() => expect(fakeBrowser.sent).toContainEqual({ command: "save-settings", request: saved }));
    // It is checked once more by itself.
    await waitFor(() =>
      expect(fakeBrowser.sent.filter(({ command }) => command === "check-connection")).toHaveLength(2),
    );
    await waitFor(() => expect(line("region-wrong")).toBeTruthy());
    const state = publishedState([]);
    await fakeBrowser.storage.session.set({
      state: { ...state, policy: { ...state.policy, region: "mypurecloud.de" } },
    });
    await waitFor(() => expect(line("region-wrong").textContent).toContain("Set by your organization."));
    expect(within(line("region-wrong")).queryByRole("button")).toBeNull();
  });

  test("says nothing of another region than the one that was checked", async () => {
    backgroundFinds({ kind: "login-reached", detail: "" });
    await openOptions();
    await check();
    expect(line("login-reached").textContent).toContain("login.mypurecloud.de");
    const state = publishedState([]);
    await fakeBrowser.storage.session.set({
      state: { ...state, settings: { ...state.settings, region: "mypurecloud.ie" } },
    });
    await waitFor(() => expect(screen.queryByRole("list", { name: "Connection" })).toBeNull());
    expect(screen.queryByRole("button", { name: "Copy report" })).toBeNull();
  });

  test("sees a Genesys tab of another region, unless one of this region is open too", async () => {
    backgroundFinds();
    fakeBrowser.hosts.tabs = ["https://apps.mypurecloud.ie/directory/#/"];
    await openOptions();
    await check();
    expect(line("tab-elsewhere").textContent).toContain("EU West – Ireland (mypurecloud.ie)");
    fakeBrowser.hosts.tabs.push("https://apps.mypurecloud.de/directory/#/");
    await check();
    await waitFor(() => expect(screen.getAllByRole("listitem")).toHaveLength(1));
    expect(line("hosts-granted")).toBeTruthy();
  });
});

describe("Access to Genesys' hosts that was taken back", () => {
  test("is not asked for again with each key that is typed in the popup", async () => {
    const contains = vi.spyOn(fakeBrowser.permissions, "contains");
    await openOptions();
    const asked = contains.mock.calls.length;
    for (const value of ["B", "Br"]) await fakeBrowser.storage.session.set({ "draft/a": value });
    await fakeBrowser.storage.session.set({ state: publishedState([], { channel: "connecting" }) });
    await new Promise((heard) => setTimeout(heard));
    expect(contains).toHaveBeenCalledTimes(asked);
    const settings = { ...publishedState().settings, region: "mypurecloud.ie" };
    await fakeBrowser.storage.session.set({ state: publishedState([], { settings }) });
    await waitFor(() => expect(contains).toHaveBeenCalledTimes(asked + 1));
  });

  test("is said before anything else, and asked for again by a button", async () => {
    fakeBrowser.hosts.granted = false;
    await openOptions();
    const button = await waitFor(() => screen.getByRole("button", { name: "Allow access" }));
    fireEvent.click(button);
    await waitFor(() => expect(screen.queryByRole("button", { name: "Allow access" })).toBeNull());
    expect(fakeBrowser.hosts.asked).toEqual(
      ["api", "login", "apps", "streaming"].map((name) => `https://${name}.mypurecloud.de/*`),
    );
  });

  test("is noticed while the page is open, and stands in the check", async () => {
    backgroundFinds();
    await openOptions();
    expect(screen.queryByRole("button", { name: "Allow access" })).toBeNull();
    fakeBrowser.hosts.granted = false;
    fakeBrowser.permissions.onRemoved.fire();
    await waitFor(() => screen.getByRole("button", { name: "Allow access" }));
    await check();
    expect(line("hosts-missing").dataset.result).toBe("bad");
  });

  test("and is refused again says what to do", async () => {
    Object.assign(fakeBrowser.hosts, { granted: false, answer: false });
    await openOptions();
    fireEvent.click(await waitFor(() => screen.getByRole("button", { name: "Allow access" })));
    await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("The browser did not allow it."));
  });
});

describe("The report", () => {
  test("holds settings and findings, and neither the person's name nor that of the organization", async () => {
    backgroundFinds(
      { kind: "signed-in", detail: organization },
      { kind: "permissions-missing", detail: "conversation:communication:view" },
    );
    await openOptions();
    await check();
    fireEvent.click(screen.getByRole("button", { name: "Copy report" }));
    await waitFor(() => expect(copied).toHaveLength(1));
    const [report = ""] = copied;
    expect(report).toMatch(/^Calltag 1\.2\.3, \d{4}-\d\d-\d\dT[\d:.]+Z\nA browser\nRegion: mypurecloud\.de\n/);
    expect(report).toContain(`ok   signed-in [${organization}]: Signed in to ${organization}`);
    expect(report).toContain("FAIL permissions-missing [conversation:communication:view]");
    expect(report).not.toMatch(/Dana|Example/);
    expect(screen.getByRole("status").textContent).toContain("Report copied.");
  });
});

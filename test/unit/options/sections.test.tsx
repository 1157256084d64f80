import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { afterEach, describe, expect, test, vi } from "vitest";
import { noPolicy } from "../../../src/attributes/policy/schema.ts";
import { showAppearance } from "../../../src/platform/appearance.ts";
import type { PublishedState } from "../../../src/protocol/published-state.ts";
import { fakeBrowser } from "../popup/fake-browser.ts";
import { publishedState, signedIn } from "../popup/published.ts";
import { closeOptions, openOptions } from "./open-options.tsx";

vi.mock("webextension-polyfill", async () => ({ default: (await import("../popup/fake-browser.ts")).fakeBrowser }));

const fresh: Partial<PublishedState> = {
  settings: { region: null, clientId: null, dialect: "conversations", notify: false },
  account: { status: "setup-needed" },
};

afterEach(() => {
  closeOptions();
});

const headings = () => screen.getAllByRole("heading", { level: 2 }).map(({ textContent }) => textContent);

describe("The language", () => {
  const choice = () => screen.getByRole<HTMLSelectElement>("combobox", { name: "Language" });

  test("is the browser's unless somebody chooses one by its own name", async () => {
    await openOptions();
    expect(choice().value).toBe("browser");
    expect([...choice().options].map(({ text }) => text)).toContain("English");
    fireEvent.change(choice(), { target: { value: "en" } });
    await waitFor(() =>
      expect(fakeBrowser.sent).toContainEqual({ command: "set-preferences", request: { language: "en" } }),
    );
  });

  test("is locked where the organization chose it", async () => {
    const settings = { ...publishedState().settings, language: "en" as const };
    await openOptions(publishedState([], { settings, policy: { ...noPolicy, language: "en" } }));
    expect([choice().value, choice().disabled]).toEqual(["en", true]);
    screen.getByText("Set by your organization.");
  });
});

describe("The first run", () => {
  test("leads in three steps to the sign-in", async () => {
    await openOptions(publishedState([], fresh));
    expect(headings().slice(0, 2)).toEqual(["Step 1 of 3:1For the administrator", "Step 2 of 3:2Genesys Cloud"]);
    await fakeBrowser.storage.session.set({
      state: publishedState([], { account: { status: "signed-out", problem: null } }),
    });
    await waitFor(() => expect(headings()[2]).toBe("Step 3 of 3:3Sign-in"));
    expect(headings()[1]).toBe("Step 2 of 3, done:✓Genesys Cloud");
    await fakeBrowser.storage.session.set({ state: publishedState([]) });
    await waitFor(() => expect(screen.getByText(/^All is set\./)).toBeTruthy());
    expect(headings().join()).not.toContain("Step");
  });

  test("keeps what is being typed from one step to the next", async () => {
    await openOptions(publishedState([], fresh));
    const field = screen.getByRole<HTMLInputElement>("textbox", { name: "Client ID" });
    fireEvent.input(field, { target: { value: "typed" } });
    await fakeBrowser.storage.session.set({ state: publishedState([], { ...fresh, channel: "lost" }) });
    await fakeBrowser.storage.session.set({
      state: publishedState([], { account: { status: "signed-out", problem: null } }),
    });
    await waitFor(() => expect(headings()[1]).toContain("done"));
    expect(screen.getByRole<HTMLInputElement>("textbox", { name: "Client ID" }).value).toBe("typed");
  });

  test("is nothing to lead through where the organization set it all up", async () => {
    const { policy } = publishedState([]);
    await openOptions(
      publishedState([], {
        account: { status: "signed-out", problem: null },
        policy: { ...policy, region: "mypurecloud.de", clientId: "x" },
      }),
    );
    expect(headings().join()).not.toContain("Step");
    expect(screen.getByRole("button", { name: "Sign in" })).toBeTruthy();
  });
});

describe("The appearance", () => {
  test("is as the system has it until somebody chooses", async () => {
    await openOptions();
    expect(screen.getByRole<HTMLInputElement>("radio", { name: "As the system" }).checked).toBe(true);
    fireEvent.click(screen.getByRole("radio", { name: "Dark" }));
    await waitFor(() =>
      expect(fakeBrowser.sent).toEqual([{ command: "set-preferences", request: { appearance: "dark" } }]),
    );
  });

  test("is told to the style sheet", () => {
    showAppearance("dark");
    expect(document.documentElement.dataset.appearance).toBe("dark");
    showAppearance(undefined);
    expect(document.documentElement.dataset.appearance).toBe("system");
  });
});

describe("The history", () => {
  const days = () => screen.getByRole<HTMLSelectElement>("combobox", { name: "Keep for" });

  test("is kept for seven days until somebody chooses", async () => {
    await openOptions();
    expect(days().selectedOptions[0]?.text).toBe("7 days");
    fireEvent.change(days(), { target: { value: "0" } });
    await waitFor(() =>
      expect(fakeBrowser.sent).toEqual([{ command: "set-preferences", request: { historyDays: 0 } }]),
    );
  });

  test("is locked where the organization decided, also for a number that is not on offer", async () => {
    const { policy } = publishedState([]);
    await openOptions(publishedState([], { policy: { ...policy, history: { days: 14 } } }));
    expect(days().disabled).toBe(true);
    expect(days().selectedOptions[0]?.text).toBe("14 days");
    expect(screen.getAllByText("Set by your organization.")).toHaveLength(1);
  });

  test("can be cleared", async () => {
    await openOptions();
    fireEvent.click(screen.getByRole("button", { name: "Clear history now" }));
    await waitFor(() => expect(screen.getByRole("status").textContent).toBe("The history is empty."));
    expect(fakeBrowser.sent).toEqual([{ command: "clear-history", request: { owner: signedIn.owner } }]);
  });

  test("of somebody else is not cleared by who came in their place meanwhile", async () => {
    fakeBrowser.answer("clear-history", () => ({ ok: false, error: { kind: "other-person" } }));
    await openOptions();
    fireEvent.click(screen.getByRole("button", { name: "Clear history now" }));
    await screen.findByText(/Somebody else is signed in now/);
  });

  test.each([
    { status: "signed-out", problem: null } as const,
    { status: "signing-in" } as const,
    { status: "setup-needed" } as const,
  ])("is nobody's to clear where the account is %j", async (account) => {
    await openOptions(publishedState([], { account }));
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Clear history now" }).disabled).toBe(true);
  });
});

describe("The configuration file", () => {
  const choose = (text: string): void => {
    const input = document.querySelector("input[type=file]");
    if (!input) throw new Error("There is nothing to choose a file with");
    Object.defineProperty(input, "files", { configurable: true, value: [new File([text], "calltag.json")] });
    fireEvent.change(input);
  };

  test("is handed over as a whole", async () => {
    fakeBrowser.answer("import-configuration", () => ({ ok: true, value: { findings: [] } }));
    await openOptions();
    choose('{ "unlisted": "read" }');
    await waitFor(() => expect(screen.getByRole("status").textContent).toContain("Configuration imported."));
    expect(fakeBrowser.sent).toEqual([
      { command: "import-configuration", request: { configuration: { unlisted: "read" } } },
    ]);
  });

  test("that is wrong says where, a line each, and that nothing was taken", async () => {
    fakeBrowser.answer("import-configuration", () => ({
      ok: true,
      value: {
        findings: [
          { path: "colour", problem: "unknown-key", expected: "", instead: null },
          { path: "attributes[1].type", problem: "value", expected: "text, number", instead: '"text"' },
        ],
      },
    }));
    await openOptions();
    choose("{}");
    await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("Nothing was imported."));
    const lines = screen.getAllByRole("listitem").map(({ textContent }) => textContent);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain("attributes[1].type");
  });

  test("that is no JSON says so, and is handed to nobody", async () => {
    await openOptions();
    choose("{ region: ");
    await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("The file is not JSON"));
    expect(fakeBrowser.sent).toEqual([]);
  });
});

import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { afterEach, describe, expect, test, vi } from "vitest";
import { readPolicy } from "../../../src/attributes/policy/read-policy.ts";
import { noPolicy } from "../../../src/attributes/policy/schema.ts";
import { regionDomains } from "../../../src/genesys/regions.ts";
import { fakeBrowser } from "../popup/fake-browser.ts";
import { publishedState } from "../popup/published.ts";
import { closeOptions, openOptions, openUnpublished } from "./open-options.tsx";

vi.mock("webextension-polyfill", async () => ({ default: (await import("../popup/fake-browser.ts")).fakeBrowser }));

const noSettings = {
  settings: { region: null, clientId: null, dialect: "conversations", notify: false },
  account: { status: "setup-needed" },
} as const;
const clientId = "1b4c8f2a-90d7-4e35-a6c1-7f02d9e8b3a4";

afterEach(() => {
  closeOptions();
});

async function openSettings(state = publishedState([], noSettings)) {
  await openOptions(state);
  return {
    region: () => screen.getByRole<HTMLSelectElement>("combobox", { name: "Region" }),
    clientId: () => screen.getByRole<HTMLInputElement>("textbox", { name: "Client ID" }),
    save: () => fireEvent.click(screen.getByRole("button", { name: /^Save/ })),
  };
}

describe("the settings", () => {
  test("offer all 18 regions by domain", async () => {
    const { region } = await openSettings();
    const domains = [...region().options].map(({ value }) => value).filter((value) => value !== "");
    expect(domains).toEqual(regionDomains);
    expect(screen.getByText("EU Central – Frankfurt (mypurecloud.de)")).toBeTruthy();
  });

  test("are saved without outer spaces", async () => {
    const page = await openSettings();
    fireEvent.change(page.region(), { target: { value: "mypurecloud.de" } });
    fireEvent.input(page.clientId(), { target: { value: ` ${clientId} ` } });
    page.save();
    await waitFor(() => expect(screen.getByRole("status").textContent).toBe("Settings saved."));
    expect(fakeBrowser.sent).toEqual([
      { command: "save-settings", request: { region: "mypurecloud.de", clientId, dialect: "conversations" } },
    ]);
  });

  test("are not saved without a region or a client ID, and each field says so", async () => {
    const page = await openSettings();
    page.save();
    await waitFor(() => expect(screen.getByText("Choose the region of your organization.")).toBeTruthy());
    expect(screen.getByText("Enter the client ID.")).toBeTruthy();
    expect(page.region().getAttribute("aria-invalid")).toBe("true");
    expect(fakeBrowser.sent).toEqual([]);
  });

  test("warn of a client ID that is none", async () => {
    const page = await openSettings();
    fireEvent.input(page.clientId(), { target: { value: "my client" } });
    await waitFor(() => expect(screen.getByText(/A client ID looks like/)).toBeTruthy());
  });

  test("show what was saved before", async () => {
    const page = await openSettings(publishedState([]));
    await waitFor(() => expect(page.region().value).toBe("mypurecloud.de"));
    expect(page.clientId().value).toBe(clientId);
  });

  test("are not replaced under the hands of the person who types", async () => {
    const page = await openSettings(publishedState([]));
    await waitFor(() => expect(page.clientId().value).toBe(clientId));
    fireEvent.input(page.clientId(), { target: { value: "typed" } });
    await fakeBrowser.storage.session.set({ state: publishedState([], { channel: "lost" }) });
    await waitFor(() => expect(page.clientId().value).toBe("typed"));
  });

  test("are kept while the organization decides on another one", async () => {
    const page = await openSettings();
    fireEvent.input(page.clientId(), { target: { value: "typed" } });
    const settings = { ...publishedState([]).settings, region: "mypurecloud.de", clientId: null };
    const policy = { ...noPolicy, region: "mypurecloud.de" as const };
    await fakeBrowser.storage.session.set({ state: publishedState([], { ...noSettings, settings, policy }) });
    await waitFor(() => expect(page.region().value).toBe("mypurecloud.de"));
    expect(page.region().disabled).toBe(true);
    expect(page.clientId().value).toBe("typed");
  });

  test("stand as typed until they are saved, and no longer: what is saved elsewhere afterwards is shown", async () => {
    const page = await openSettings(publishedState([]));
    fireEvent.change(page.region(), { target: { value: "mypurecloud.ie" } });
    const saved = (region: string) => {
      const state = publishedState([]);
      return fakeBrowser.storage.session.set({ state: { ...state, settings: { ...state.settings, region } } });
    };
    fakeBrowser.answer("save-settings", async () => {
      await saved("mypurecloud.ie");
      return { ok: true, value: {} };
    });
    page.save();
    await waitFor(() => expect(screen.getByRole("status").textContent).toBe("Settings saved."));
    expect(page.region().value).toBe("mypurecloud.ie");
    await saved("euw2.pure.cloud");
    await waitFor(() => expect(page.region().value).toBe("euw2.pure.cloud"));
  });

  test("that are typed outlive an import of other things, and one of their own takes their place", async () => {
    const page = await openSettings(publishedState([]));
    fireEvent.input(page.clientId(), { target: { value: "typed" } });
    fakeBrowser.answer("import-configuration", () => ({ ok: true, value: { findings: [] } }));
    const file = screen.getByLabelText("Import …", { selector: "input" });
    const choose = (text: string) => fireEvent.change(file, { target: { files: [new File([text], "calltag.json")] } });
    choose('{ "unlisted": "read" }');
    await waitFor(() => expect(screen.getByRole("status").textContent).toContain("Configuration imported."));
    expect(page.clientId().value).toBe("typed");
    choose(JSON.stringify({ clientId }));
    await waitFor(() => expect(page.clientId().value).toBe(clientId));
  });

  test("have no field before it is known what was saved: nothing typed is replaced, no button moves away", async () => {
    await openUnpublished();
    await waitFor(() => expect(screen.getByText("Loading …")).toBeTruthy());
    expect(screen.queryByRole("textbox")).toBeNull();
    expect(screen.queryByRole("button")).toBeNull();
    await fakeBrowser.storage.session.set({ state: publishedState([], noSettings) });
    await waitFor(() => expect(screen.getByRole("textbox", { name: "Client ID" })).toBeTruthy());
  });

  test("ask a background that published nothing, which starts it, and say so where none answers", async () => {
    fakeBrowser.answer("export-configuration", () => ({ ok: false, error: { kind: "not-running" } }));
    await openUnpublished();
    await waitFor(() => expect(screen.getByRole("alert").textContent).toMatch(/does not answer/));
    expect(fakeBrowser.sent).toEqual([{ command: "export-configuration", request: {} }]);
  });

  test("let an administrator's gateway have the other dialect, and name its scopes", async () => {
    const page = await openSettings(publishedState([]));
    const dialect = () => screen.getByRole<HTMLSelectElement>("combobox", { name: "API dialect" });
    await waitFor(() => expect(page.clientId().value).toBe(clientId));
    expect([...dialect().options].map(({ text }) => text)).toEqual([
      "Conversations (published, default)",
      "Interactions (only if your gateway offers it)",
    ]);
    expect(screen.queryByText("interaction:modify")).toBeNull();
    fireEvent.change(dialect(), { target: { value: "interactions" } });
    page.save();
    await waitFor(() => expect(fakeBrowser.sent).toMatchObject([{ request: { dialect: "interactions" } }]));
    const settings = { region: "mypurecloud.de", clientId, dialect: "interactions", notify: false } as const;
    await fakeBrowser.storage.session.set({ state: publishedState([], { settings }) });
    await waitFor(() => expect(screen.getByText("interaction:modify")).toBeTruthy());
  });

  test("that the background refuses say why", async () => {
    fakeBrowser.answer("save-settings", () => ({ ok: false, error: { kind: "not-running" } }));
    const page = await openSettings(publishedState([]));
    await waitFor(() => expect(page.clientId().value).toBe(clientId));
    page.save();
    await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("Calltag does not answer."));
  });
});

describe("what the organization decided", () => {
  const settings = { region: "mypurecloud.ie", clientId, dialect: "interactions", notify: false } as const;

  test("is shown, locked, and said; the rest can be changed", async () => {
    const policy = { ...noPolicy, region: settings.region, dialect: settings.dialect };
    const page = await openSettings(publishedState([], { settings, policy }));
    await waitFor(() => expect(page.region().value).toBe("mypurecloud.ie"));
    expect(page.region().disabled).toBe(true);
    expect(screen.getByRole<HTMLSelectElement>("combobox", { name: "API dialect" }).disabled).toBe(true);
    expect(page.clientId().disabled).toBe(false);
    expect(screen.getAllByText("Set by your organization.")).toHaveLength(2);
  });

  test("is locked as soon as it arrives", async () => {
    const page = await openSettings(publishedState([]));
    await waitFor(() => expect(page.region().disabled).toBe(false));
    const policy = { ...noPolicy, region: settings.region };
    await fakeBrowser.storage.session.set({ state: publishedState([], { settings, policy }) });
    await waitFor(() => expect(page.region().disabled).toBe(true));
    expect(page.region().value).toBe("mypurecloud.ie");
  });

  test("and is wrong says where, why, and what holds instead", async () => {
    const { findings } = readPolicy({ colour: 1, unlisted: "hidden", mask: ["(a+)+"] }, []);
    await openSettings(publishedState([], { findings }));
    await waitFor(() => expect(screen.getByText("Problems in your organization's policy")).toBeTruthy());
    const said = screen.getAllByRole("listitem").map(({ textContent }) => textContent);
    expect(said).toEqual([
      'unlisted must be one of: edit, read, hide. Instead, "read" holds.',
      "mask[0] is not an allowed pattern (too-many-repeats). It is left out.",
      "colour is not known to Calltag. It is left out.",
    ]);
  });
});

describe("the options page", () => {
  test("shows the redirect URI of this browser", async () => {
    await openSettings();
    const shown = screen.getByRole<HTMLInputElement>("textbox", { name: "Redirect URI" });
    expect(shown.value).toBe("https://calltag.chromiumapp.org/");
    expect(shown.readOnly).toBe(true);
  });

  test("offers to sign in once there are settings", async () => {
    await openSettings(publishedState([], { account: { status: "signed-out", problem: null } }));
    fireEvent.click(screen.getByRole("button", { name: "Sign in" }));
    await waitFor(() => expect(fakeBrowser.sent).toEqual([{ command: "sign-in", request: {} }]));
  });

  test("says who is signed in", async () => {
    await openSettings(publishedState([]));
    await waitFor(() => expect(screen.getByText("Signed in as Dana Example, Example Health.")).toBeTruthy());
  });
});

describe("Notifications", () => {
  const box = () => screen.getByRole<HTMLInputElement>("checkbox", { name: /^Notify me/ });
  const wanted = { settings: { region: "mypurecloud.de", clientId, dialect: "conversations", notify: true } } as const;

  test("are off, and turned on once the browser allows them", async () => {
    await openSettings(publishedState([]));
    expect((await waitFor(box)).checked).toBe(false);
    fireEvent.click(box());
    await waitFor(() => expect(screen.getByRole("status").textContent).toBe("Notifications are on."));
    expect(fakeBrowser.permission.granted).toBe(true);
    expect(fakeBrowser.sent).toEqual([{ command: "set-notify", request: { notify: true } }]);
  });

  test("stay off where the person or the browser refuses, and the box says so", async () => {
    fakeBrowser.permission.answer = false;
    await openSettings(publishedState([]));
    fireEvent.click(await waitFor(box));
    await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("They stay off."));
    await waitFor(() => expect(box().checked).toBe(false));
    expect(fakeBrowser.sent).toEqual([{ command: "set-notify", request: { notify: false } }]);
  });

  test("are shown on, and turned off without a question", async () => {
    fakeBrowser.permission.granted = true;
    await openSettings(publishedState([], wanted));
    await waitFor(() => expect(box().checked).toBe(true));
    fireEvent.click(box());
    await waitFor(() => expect(screen.getByRole("status").textContent).toBe("Notifications are off."));
    expect(fakeBrowser.sent).toEqual([{ command: "set-notify", request: { notify: false } }]);
  });

  test("are shown off where the permission was taken back", async () => {
    await openSettings(publishedState([], wanted));
    expect((await waitFor(box)).checked).toBe(false);
  });
});

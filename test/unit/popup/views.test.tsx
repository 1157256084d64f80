import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, describe, expect, test, vi } from "vitest";
import { noPolicy } from "../../../src/attributes/policy/schema.ts";
import type { PublishedState } from "../../../src/protocol/published-state.ts";
import { fakeBrowser } from "./fake-browser.ts";
import { button, closePopups, commandsSent, field, openPopup, publish, row, storeDraft } from "./open-popup.tsx";
import { conversationId, publishedState, shownCall, shownChange, signedIn } from "./published.ts";

vi.mock("webextension-polyfill", async () => ({ default: (await import("./fake-browser.ts")).fakeBrowser }));

afterEach(closePopups);

const otherId = "33333333-3333-4333-8333-333333333333";

function withAccount(account: PublishedState["account"]): PublishedState {
  return publishedState([], { account });
}

describe("without a call", () => {
  test("nothing published yet is loading", async () => {
    await openPopup(null);
    expect(screen.getByRole("heading", { name: "Loading …" })).toBeTruthy();
  });

  test("a state of another shape is loading too", async () => {
    await fakeBrowser.storage.session.set({ state: { version: 0 } });
    await openPopup(null);
    expect(screen.getByRole("heading", { name: "Loading …" })).toBeTruthy();
  });

  test("the port tells that a view is open", async () => {
    await openPopup();
    expect(fakeBrowser.opened).toEqual(["view"]);
  });

  test("an unconfigured Calltag leads to the settings", async () => {
    await openPopup(withAccount({ status: "setup-needed" }));
    fireEvent.click(button(/^Open settings$/));
    expect(fakeBrowser.opened).toContain("options");
  });

  test("someone signed out can sign in, and reads why it failed last time", async () => {
    await openPopup(withAccount({ status: "signed-out", problem: { kind: "sign-in-refused", detail: "bad client" } }));
    expect(screen.getByRole("alert").textContent).toContain("bad client");
    fireEvent.click(button(/^Sign in$/));
    await waitFor(() => expect(commandsSent("sign-in")).toEqual([{}]));
  });

  test("someone whose client belongs to another region reads so, and signs in there on a click", async () => {
    const problem = { kind: "wrong-region", region: "mypurecloud.ie" } as const;
    await openPopup(withAccount({ status: "signed-out", problem }));
    expect(screen.getByRole("alert").textContent).toContain(
      "This client ID belongs to another region: mypurecloud.ie.",
    );
    fireEvent.click(button(/^Use this region$/));
    await waitFor(() => expect(commandsSent("sign-in")).toEqual([{}]));
    expect(commandsSent("save-settings")).toMatchObject([{ region: "mypurecloud.ie", dialect: "conversations" }]);
  });

  test("but not where the organization chose the region", async () => {
    const problem = { kind: "wrong-region", region: "mypurecloud.ie" } as const;
    const policy = { ...noPolicy, region: "mypurecloud.de" };
    await openPopup(publishedState([], { account: { status: "signed-out", problem }, policy }));
    screen.getByText("Set by your organization.");
    expect(screen.queryByRole("button", { name: "Use this region" })).toBeNull();
  });

  test("a browser that does not let Calltag reach Genesys is said first, and asked on a click", async () => {
    fakeBrowser.hosts.granted = false;
    await openPopup();
    await waitFor(() => screen.getByText(/^The browser does not let Calltag reach Genesys Cloud\./));
    fakeBrowser.hosts.answer = false;
    fireEvent.click(button(/^Allow access$/));
    await waitFor(() => expect(screen.getByRole("alert").textContent).toMatch(/^The browser did not allow it\./));
    fakeBrowser.hosts.answer = true;
    fireEvent.click(button(/^Allow access$/));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Allow access" })).toBeNull());
    expect(fakeBrowser.hosts.asked).toContain("https://streaming.mypurecloud.de/*");
    expect(commandsSent("refresh")).toEqual([{}]);
  });

  test("nor is it kept secret when the access is taken back under an open page", async () => {
    await openPopup();
    fakeBrowser.hosts.granted = false;
    fakeBrowser.permissions.onRemoved.fire();
    await waitFor(() => button(/^Allow access$/));
    fakeBrowser.hosts.granted = true;
    fakeBrowser.permissions.onAdded.fire();
    await waitFor(() => expect(screen.queryByRole("button", { name: "Allow access" })).toBeNull());
  });

  test("no call is said calmly", async () => {
    await openPopup(publishedState([]));
    expect(screen.getByRole("heading", { name: "No call right now" })).toBeTruthy();
    expect(screen.getByRole("alert").textContent).toBe("");
  });

  test("a list that could not be loaded can be asked for again", async () => {
    const calls = {
      status: "failed",
      problem: { kind: "offline" },
      list: [],
      selectedId: null,
      refused: null,
    } as const;
    await openPopup(publishedState([], { calls: { ...calls, list: [] } }));
    expect(screen.getByRole("alert").textContent).toContain("no connection");
    fireEvent.click(button(/^Try again$/));
    await waitFor(() => expect(commandsSent("refresh")).toHaveLength(1));
  });
});

describe("a call", () => {
  test("shows whose it is, its state and its attributes, in the server's order", async () => {
    await openPopup();
    expect((await waitFor(() => screen.getByRole("heading", { level: 1 }))).textContent).toBe("+1 606 555 0123");
    expect(screen.getByText("Connected")).toBeTruthy();
    const items = within(screen.getByRole("list", { name: "Attributes" })).getAllByRole("listitem");
    expect(items.map((item) => item.dataset.attribute)).toEqual(["CallerType", "ANI ", "Skills", "DNIS"]);
  });

  test("has a textbox for each attribute, named exactly as it", async () => {
    await openPopup();
    expect((await field("ANI ")).getAttribute("aria-label")).toBe("ANI ");
    expect((await field("ANI ")).getAttribute("autocomplete")).toBe("off");
  });

  test("that has ended can be read and not changed, and says so once", async () => {
    await openPopup(publishedState([shownCall(undefined, { phase: "ended" })]));
    expect((await field("CallerType")).readOnly).toBe(true);
    expect(screen.getAllByText(/The call has ended/)).toHaveLength(1);
    expect(screen.queryByRole("button", { name: "Add attribute" })).toBeNull();
  });

  test("without a caller says so", async () => {
    await openPopup(publishedState([shownCall(undefined, { callerId: null, participants: [] })]));
    expect(screen.getByText("There is no caller on this call yet.")).toBeTruthy();
  });

  test("among several is chosen from a list", async () => {
    const held = { conversationId: otherId, caller: "Jordan", queue: null, since: Date.now() - 65_000 } as const;
    await openPopup(
      publishedState([shownCall(undefined, { since: null }), shownCall(undefined, { ...held, phase: "held" })]),
    );
    const options = within(screen.getByRole("listbox", { name: "Calls" })).getAllByRole("option");
    expect(options.map((option) => option.textContent)).toEqual([
      "+1 606 555 0123 Members Connected ",
      expect.stringMatching(/^Jordan {2}On hold 1:0\d$/),
    ]);
    expect(options.map((option) => option.getAttribute("aria-selected"))).toEqual(["true", "false"]);
    for (const option of options) fireEvent.click(option);
    await waitFor(() => expect(commandsSent("select-call")).toEqual([{ conversationId }, { conversationId: otherId }]));
  });

  test("whose news may be old says so", async () => {
    await openPopup(publishedState(undefined, { channel: "lost" }));
    expect(screen.getByText(/What you see may be old/)).toBeTruthy();
  });

  test("of someone whose session ended stays on screen beside the way to sign in", async () => {
    await openPopup(publishedState(undefined, { account: { ...signedIn, signInNeeded: true } }));
    expect(await field("CallerType")).toBeTruthy();
    fireEvent.click(button(/^Sign in$/));
    await waitFor(() => expect(commandsSent("sign-in")).toHaveLength(1));
  });

  test("says what waits, and why", async () => {
    const changes = [
      shownChange({ name: "DNIS", value: "1", status: "waiting", problem: { kind: "offline" }, retryAt: 0 }),
    ];
    await openPopup(publishedState(undefined, { changes }));
    expect(screen.getByText(/^1 change waits\. There is no connection to Genesys Cloud\. Next try at/)).toBeTruthy();
    expect((await row("DNIS")).dataset.state).toBe("saving");
  });

  test("that goes away leaves no view behind it", async () => {
    await openPopup();
    await publish(publishedState([]));
    await waitFor(() => expect(screen.getByRole("heading", { name: "No call right now" })).toBeTruthy());
  });
});

describe("signing out", () => {
  test("happens at once if nothing would be lost", async () => {
    await openPopup();
    fireEvent.click(screen.getByText("Sign out"));
    await waitFor(() => expect(commandsSent("sign-out")).toEqual([{ owner: signedIn.owner, everywhere: false }]));
  });

  test("asks first if something would, and says how much", async () => {
    await storeDraft("CallerType", "Member", "Broker");
    await openPopup();
    fireEvent.click(screen.getByText("Sign out of Genesys too"));
    const dialog = await waitFor(() => screen.getByRole("dialog"));
    expect(dialog.textContent).toContain("1 change is not saved and will be lost.");
    expect(commandsSent("sign-out")).toEqual([]);
    fireEvent.click(within(dialog).getByRole("button", { name: "Sign out of Genesys too" }));
    await waitFor(() => expect(commandsSent("sign-out")).toEqual([{ owner: signedIn.owner, everywhere: true }]));
  });

  test("asks anew, if another person is there by the time of the answer", async () => {
    await storeDraft("CallerType", "Member", "Broker");
    await openPopup();
    fireEvent.click(screen.getByText("Sign out"));
    await screen.findByRole("dialog");
    await publish(publishedState(undefined, { account: { ...signedIn, owner: "organization/ben" } }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(commandsSent("sign-out")).toEqual([]);
  });
});

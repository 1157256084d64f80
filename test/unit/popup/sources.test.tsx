import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { ShownSource, SourceProgress } from "../../../src/protocol/sources.ts";
import { fakeBrowser } from "./fake-browser.ts";
import { button, closePopups, commandsSent, field, openPopup, publish } from "./open-popup.tsx";
import { conversationId, participantId, publishedState, shownCall, shownChange, someValues } from "./published.ts";

vi.mock("webextension-polyfill", async () => ({ default: (await import("./fake-browser.ts")).fakeBrowser }));

afterEach(closePopups);

function source(progress: SourceProgress, more: Partial<ShownSource> = {}): ShownSource {
  return {
    ...{ conversationId, participantId, name: "CRM", progress, contacts: [], written: [], isUndoable: false },
    ...more,
  };
}

const answered: Extract<SourceProgress, { status: "answered" }> = {
  status: "answered",
  milliseconds: 340,
  values: [
    { name: "CallerType", value: "Broker", base: "Member", isByRule: false, problem: null },
    { name: "Skills", value: "Dental", base: "", isByRule: true, problem: null },
    { name: "CustomerId", value: "C-1", base: null, isByRule: true, problem: null },
    { name: "DNIS", value: "1350017", base: "1350017", isByRule: false, problem: null },
  ],
  isDismissed: false,
  problem: null,
  link: { url: "https://crm.example/C-1", host: "crm.example" },
};

async function open(...sources: ShownSource[]): Promise<HTMLElement> {
  await openPopup(publishedState(undefined, { sources }));
  return waitFor(() => screen.getByRole("region", { name: "CRM" }));
}

function line(region: HTMLElement, name: string): string[] {
  const header = within(region).getByRole("rowheader", { name });
  return [...(header.closest("tr")?.cells ?? [])].map((cell) => cell.textContent);
}

/** What stands under a line, if it cannot be written. */
function reason(region: HTMLElement, name: string): string | undefined {
  const next = within(region).getByRole("rowheader", { name }).closest("tr")?.nextElementSibling;
  return next?.querySelector(".source-failed")?.textContent;
}

describe("A source's answer", () => {
  let resized = (): void => undefined;
  class FakeResizeObserver {
    constructor(callback: () => void) {
      resized = callback;
    }
    observe = (): void => undefined;
    disconnect = (): void => undefined;
  }
  afterEach(() => vi.unstubAllGlobals());

  /** The answer makes its panel 120 pixels higher; how far the list is scrolled then. */
  async function scrolledBy(focus: () => Promise<HTMLElement>, from = 0): Promise<number> {
    vi.stubGlobal("ResizeObserver", FakeResizeObserver);
    const region = await open(source({ status: "asking" }));
    const above = region.parentElement;
    const scroller = above?.parentElement;
    if (!above || !scroller) throw new Error("there is no scroller");
    scroller.scrollTop = from;
    (await focus()).focus();
    await publish(publishedState(undefined, { sources: [source(answered)] }));
    await waitFor(() => button(/^Apply all$/));
    Object.defineProperty(above, "offsetHeight", { value: 120 });
    resized();
    return scroller.scrollTop;
  }

  test("does not push the row away in which somebody types", async () => {
    expect(await scrolledBy(() => field("DNIS"))).toBe(120);
  });

  test("is seen by who is not in the list; below the top the browser holds the rows itself", async () => {
    expect(await scrolledBy(async () => screen.getByRole("searchbox"))).toBe(0);
    closePopups();
    expect(await scrolledBy(() => field("DNIS"), 10)).toBe(10);
  });
});

describe("A source's proposal", () => {
  test("says of each attribute what is there, what is proposed, and what it would do", async () => {
    const region = await open(source(answered));
    expect(line(region, "CallerType")).toEqual(["CallerType", "Member", "Broker", "Changes"]);
    expect(line(region, "Skills")).toEqual(["Skills", "empty", "Dental", "Fills"]);
    expect(line(region, "CustomerId")).toEqual(["CustomerId", "not there", "C-1", "New"]);
    expect(line(region, "DNIS")).toEqual(["DNIS", "1350017", "1350017", "Same"]);
    expect(region.textContent).toContain("0.3 s");
  });

  test("applies with one click what the rule chose, with the values that the rule saw", async () => {
    fakeBrowser.answer("apply-source", () => ({
      ok: true,
      value: { accepted: ["Skills", "CustomerId"], conflicts: [], refused: [] },
    }));
    await open(source(answered));
    fireEvent.click(button(/^Apply all$/));
    await waitFor(() =>
      expect(commandsSent("apply-source")).toEqual([
        {
          owner: "organization/anna",
          conversationId,
          participantId,
          source: "CRM",
          edits: [
            { name: "Skills", value: "Dental", base: "" },
            { name: "CustomerId", value: "C-1", base: null },
          ],
        },
      ]),
    );
  });

  test("applies single choices, with what the person saw", async () => {
    const region = await open(source(answered));
    await publish(
      publishedState([shownCall({ ...someValues, CallerType: "Agency" })], { sources: [source(answered)] }),
    );
    await waitFor(() => expect(line(region, "CallerType")[1]).toBe("Agency"));
    fireEvent.click(within(region).getByRole("checkbox", { name: "CallerType" }));
    fireEvent.click(within(region).getByRole("checkbox", { name: "Skills" }));
    fireEvent.click(await waitFor(() => button(/^Apply 2 chosen$/)));
    await waitFor(() =>
      expect(commandsSent("apply-source")).toMatchObject([
        {
          edits: [
            { name: "CallerType", base: "Agency" },
            { name: "CustomerId", base: null },
          ],
        },
      ]),
    );
  });

  test("is put away by Dismiss", async () => {
    const region = await open(source(answered));
    fireEvent.click(button(/^Dismiss$/));
    await waitFor(() => expect(commandsSent("dismiss-source")).toEqual([{ conversationId, source: "CRM" }]));
    await publish(publishedState(undefined, { sources: [source({ ...answered, isDismissed: true })] }));
    await waitFor(() => expect(within(region).queryByRole("button", { name: "Apply all" })).toBeNull());
  });

  test.each([
    [
      "is being saved",
      [shownChange({ name: "CustomerId", base: null, value: "C-1", status: "sending" })],
      "Saving 1 from CRM",
    ],
    ["was saved before the answer came", [], "Saved: CustomerId"],
  ])("that was applied says that it %s", async (_, changes, said) => {
    fakeBrowser.answer("apply-source", () => ({
      ok: true,
      value: { accepted: ["CustomerId"], conflicts: [], refused: [] },
    }));
    await openPopup(publishedState(undefined, { changes, sources: [source(answered)] }));
    fireEvent.click(await waitFor(() => button(/^Apply all$/)));
    await screen.findByText(said);
  });

  test("says where somebody else was faster that nothing was overwritten", async () => {
    fakeBrowser.answer("apply-source", () => ({
      ok: true,
      value: { accepted: [], conflicts: ["Skills"], refused: [] },
    }));
    await open(source(answered));
    fireEvent.click(button(/^Apply all$/));
    await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("Skills. Nothing was overwritten"));
  });

  test("that was written says so once it is read back", async () => {
    const applied = source(answered, { written: ["CustomerId"] });
    const region = await open(applied);
    expect(region.textContent).toContain("Saving: CustomerId");
    await publish(publishedState([shownCall({ ...someValues, CustomerId: "C-1" })], { sources: [applied] }));
    await waitFor(() => expect(region.textContent).toContain("Written and read back: CustomerId"));
  });

  test("that wrote by itself announces it, and takes it back by its own Undo, whatever was saved since", async () => {
    fakeBrowser.answer("undo-source", () => ({ ok: true, value: { accepted: ["CustomerId"], conflicts: [] } }));
    await openPopup(
      publishedState([shownCall({ ...someValues, CustomerId: "C-1" })], {
        sources: [source(answered, { written: ["CustomerId"], isUndoable: true })],
      }),
    );
    const region = await waitFor(() => screen.getByRole("region", { name: "CRM" }));
    expect(region.textContent).toContain("Written without asking, and read back: CustomerId");
    fireEvent.click(button(/^Undo what CRM wrote$/));
    await waitFor(() =>
      expect(commandsSent("undo-source")).toEqual([
        { owner: "organization/anna", conversationId, participantId, source: "CRM" },
      ]),
    );
    await waitFor(() => expect(screen.getByRole("status").textContent).toContain("Put back: CustomerId"));
  });

  test("leaves out what the person is typing at, unless they choose it", async () => {
    const region = await open(source(answered));
    const field = screen.getByRole<HTMLInputElement>("textbox", { name: "Skills" });
    fireEvent.input(field, { target: { value: "Vision" } });
    await waitFor(() => expect(line(region, "Skills")[3]).toBe("You are editing it"));
    expect(within(region).getByRole<HTMLInputElement>("checkbox", { name: "Skills" }).checked).toBe(false);
    expect(within(region).getByRole<HTMLInputElement>("checkbox", { name: "CustomerId" }).checked).toBe(true);
  });

  test("compares with what the person has on its way", async () => {
    const region = await open(source(answered));
    await publish(
      publishedState(undefined, {
        sources: [source(answered)],
        changes: [
          {
            ...{ conversationId, participantId, name: "Skills", base: "", value: "Vision" },
            ...{ status: "sent" as const, problem: null, retryAt: null },
          },
        ],
      }),
    );
    await waitFor(() => expect(line(region, "Skills")).toEqual(["Skills", "Vision", "Dental", "Changes"]));
  });

  test("says beside a value why it cannot be written, and leaves the others to be chosen", async () => {
    const values = answered.values.map((value) => {
      if (value.name === "Skills")
        return { ...value, problem: { kind: "map-too-large" as const, bytes: 11_000, limit: 10_240 } };
      if (value.name !== "CustomerId") return value;
      const problem = { reason: "values" as const, values: ["C-2"] };
      return { ...value, problem: { kind: "invalid-value" as const, label: "Customer", problem } };
    });
    const region = await open(source({ ...answered, values }));
    expect(reason(region, "CustomerId")).toMatch(/Customer/);
    expect(within(region).getByRole<HTMLInputElement>("checkbox", { name: "CustomerId" }).disabled).toBe(true);
    expect(reason(region, "Skills")).toMatch(/10/);
    expect(reason(region, "DNIS")).toBeUndefined();
    expect(within(region).getByRole<HTMLInputElement>("checkbox", { name: "Skills" }).disabled).toBe(false);
  });

  test("says which values were refused", async () => {
    fakeBrowser.answer("apply-source", () => ({
      ok: true,
      value: { accepted: ["CustomerId"], conflicts: [], refused: ["Skills"] },
    }));
    await open(source(answered));
    fireEvent.click(button(/^Apply all$/));
    await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("Not saved: Skills."));
  });

  test("says what kept all of it from being saved", async () => {
    const region = await open(source({ ...answered, problem: { kind: "participant-gone" } }));
    expect(region.querySelector(".source-failed")?.textContent).toMatch(/\w/);
  });

  test("offers nothing to ask or apply once the call has ended", async () => {
    const ended = [shownCall(someValues, { phase: "ended" })];
    const all = [
      source(answered, { written: ["CustomerId"], isUndoable: true }),
      source({ status: "failed", problem: { kind: "timeout" } }, { name: "Loyalty" }),
    ];
    await openPopup(publishedState(ended, { sources: all }));
    await waitFor(() => screen.getByRole("region", { name: "CRM" }));
    for (const name of ["CRM", "Loyalty"])
      expect(within(screen.getByRole("region", { name })).queryAllByRole("button")).toEqual([]);
  });

  test("opens the record in a tab that knows nothing of this one", async () => {
    const region = await open(source(answered));
    const link = within(region).getByRole<HTMLAnchorElement>("link", { name: "Open in crm.example" });
    expect([link.href, link.target, link.rel]).toEqual(["https://crm.example/C-1", "_blank", "noopener noreferrer"]);
  });

  test("is text and nothing else, whatever the source answered", async () => {
    const markup = "<img src=x onerror=alert(1)>";
    const region = await open(
      source({ ...answered, values: [{ name: markup, value: markup, base: null, isByRule: true, problem: null }] }),
    );
    expect(region.querySelector("img")).toBeNull();
    expect(line(region, markup)[2]).toBe(markup);
  });
});

describe("A source that gave nothing", () => {
  const failures: readonly (readonly [string, SourceProgress, RegExp])[] = [
    [
      "has no number",
      { status: "no-input", missing: ["ani.e164", "attribute:Case"] },
      /Not asked. This call lacks: a caller's number in international form, Case\./,
    ],
    ["knows nobody", { status: "nothing", milliseconds: 12, isKnown: false, link: null }, /found nothing about/],
    [
      "knows them, but nothing that is asked for",
      { status: "nothing", milliseconds: 12, isKnown: true, link: null },
      /knows who this is, but none of the values/,
    ],
    ["has nothing to fill", { status: "unmapped" }, /policy names no attribute for this source/],
    [
      "was ended while it asked",
      { status: "interrupted" },
      /ended Calltag before the answer came. Nothing was written/,
    ],
    ["is not found", { status: "failed", problem: { kind: "not-found" } }, /does not know this action/],
    [
      "may not be asked",
      {
        status: "failed",
        problem: { kind: "forbidden", missing: "integrations:action:execute", scope: null, detail: "" },
      },
      /Missing permission: integrations:action:execute\..*administrator/,
    ],
    ["took too long", { status: "failed", problem: { kind: "timeout" } }, /did not answer in time/],
    ["answered too much", { status: "failed", problem: { kind: "too-long" } }, /longer than Calltag takes/],
    ["answered nonsense", { status: "failed", problem: { kind: "malformed" } }, /does not understand/],
    [
      "refused in its own words",
      { status: "failed", problem: { kind: "rejected", status: 422, detail: "No such tier" } },
      /error 422\). It says: “No such tier”Try again$/,
    ],
    ["is down", { status: "failed", problem: { kind: "server", status: 502 } }, /problem of its own \(error 502\)/],
    ["is asked too often", { status: "failed", problem: { kind: "rate-limited", retryAt: 0 } }, /Try again after/],
  ];

  test.each(failures)("says that it %s", async (_, progress, sentence) => {
    const region = await open(source(progress));
    expect(region.textContent).toMatch(sentence);
  });

  test("is asked again by a button, beside another that answered", async () => {
    const region = await open(
      source({ status: "failed", problem: { kind: "timeout" } }),
      source(answered, { name: "Loyalty" }),
    );
    fireEvent.click(within(region).getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(commandsSent("ask-source")).toEqual([{ conversationId, source: "CRM" }]));
    expect(
      within(screen.getByRole("region", { name: "Loyalty" })).getByRole("button", { name: "Apply all" }),
    ).toBeTruthy();
  });

  test("is asked for the first time when the person wants it", async () => {
    await open(source({ status: "not-asked" }));
    fireEvent.click(button(/^Ask now$/));
    await waitFor(() => expect(commandsSent("ask-source")).toEqual([{ conversationId, source: "CRM" }]));
  });
});

describe("Several contacts with one number", () => {
  const contacts = [
    { id: "1", name: "Erika Mustermann", organization: "Acme", title: "Head of purchasing" },
    { id: "2", name: "", organization: "", title: "" },
  ];

  test("are a choice, with name, title and organization", async () => {
    const region = await open(source({ status: "choice", milliseconds: 80 }, { contacts }));
    expect(within(region).getByRole("button", { name: /Erika Mustermann\s*Head of purchasing · Acme/ })).toBeTruthy();
    fireEvent.click(within(region).getByRole("button", { name: "No name" }));
    await waitFor(() =>
      expect(commandsSent("choose-contact")).toEqual([{ conversationId, source: "CRM", contactId: "2" }]),
    );
  });

  test("are a choice once more, where the first one was wrong", async () => {
    const region = await open(source(answered, { contacts }));
    expect(within(region).queryByRole("button", { name: /Erika/ })).toBeNull();
    fireEvent.click(within(region).getByRole("button", { name: "Someone else" }));
    fireEvent.click(await waitFor(() => within(region).getByRole("button", { name: /Erika/ })));
    await waitFor(() =>
      expect(commandsSent("choose-contact")).toEqual([{ conversationId, source: "CRM", contactId: "1" }]),
    );
    await waitFor(() => expect(within(region).queryByRole("button", { name: /Erika/ })).toBeNull());
  });
});

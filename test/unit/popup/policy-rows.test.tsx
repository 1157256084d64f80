import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, describe, expect, test, vi } from "vitest";
import { noPolicy, policySchema, type ShownPolicy } from "../../../src/attributes/policy/schema.ts";
import type { PublishedState } from "../../../src/protocol/published-state.ts";
import {
  acceptSaves,
  button,
  closePopups,
  commandsSent,
  field,
  openPopup,
  publish,
  row,
  storeDraft,
  storedDraft,
  typeInto,
} from "./open-popup.tsx";
import { participantId, publishedState, shownCall, shownLeg } from "./published.ts";

vi.mock("webextension-polyfill", async () => ({ default: (await import("./fake-browser.ts")).fakeBrowser }));

afterEach(closePopups);

function policy(attributes: readonly object[], more: object = {}): ShownPolicy {
  return { ...noPolicy, ...policySchema.parse({ attributes, ...more }) };
}

function stateWith(
  values: Record<string, string>,
  attributes: readonly object[],
  more: Partial<PublishedState> = {},
): PublishedState {
  return publishedState([shownCall(values)], { policy: policy(attributes), ...more });
}

function shownNames(): (string | undefined)[] {
  return screen.queryAllByRole("listitem").map((item) => item.dataset.attribute);
}

describe("what the organization lists", () => {
  const listed = [
    { name: "Tier", label: "Loyalty tier", help: "From the CRM" },
    { name: "Reason", label: "Reason for the call" },
  ];

  test("stands first, in its order, by its label; what the call lacks is an empty row", async () => {
    await openPopup(stateWith({ DNIS: "1", Reason: "Claim" }, listed));
    expect(shownNames()).toEqual(["Tier", "Reason", "DNIS"]);
    const tier = within(await row("Tier")).getByRole<HTMLInputElement>("textbox", { name: "Loyalty tier" });
    expect(tier.value).toBe("");
    expect((await row("Tier")).dataset.state).toBe("saved");
    expect(screen.getByText("From the CRM").id).toBe(tier.getAttribute("aria-describedby")?.split(" ")[1]);
  });

  test("and the call lacks is saved as a new attribute; emptied again, nothing was typed", async () => {
    acceptSaves();
    await openPopup(stateWith({ DNIS: "1" }, listed));
    await typeInto("Tier", "gold");
    await typeInto("Tier", "");
    await waitFor(() => expect(storedDraft("Tier")).toBeUndefined());
    const tier = await typeInto("Tier", "silver");
    fireEvent.keyDown(tier, { key: "Enter" });
    await waitFor(() =>
      expect(commandsSent("save")).toMatchObject([{ edits: [{ name: "Tier", value: "silver", base: null }] }]),
    );
  });

  test("is the caller's: another leg gets no empty rows", async () => {
    const ivr = shownLeg({ id: "ivr", role: "ivr", attributes: [{ name: "Path", value: "1", kind: "string" }] });
    const call = shownCall({ DNIS: "1" });
    await openPopup(
      publishedState([{ ...call, callerId: "ivr", participants: [...call.participants, ivr] }], {
        policy: policy(listed),
      }),
    );
    expect(shownNames()).toEqual(["Path"]);
  });

  test("and may not be edited by this person is plainly read-only", async () => {
    await openPopup(stateWith({ Tier: "gold", DNIS: "1" }, [{ name: "Tier", edit: ["supervisor"] }]));
    expect((await field("Tier")).readOnly).toBe(true);
    expect(within(await row("Tier")).getByText("Read-only")).toBeTruthy();
    expect((await field("DNIS")).readOnly).toBe(false);
    expect(within(await row("DNIS")).queryByText("Read-only")).toBeNull();
  });

  test("and was edited before that was forbidden stops no other edit: it is refused alone, with the reason at its row", async () => {
    acceptSaves();
    await storeDraft("Tier", "silver", "gold");
    await openPopup(stateWith({ Tier: "silver", DNIS: "1" }, [{ name: "Tier", edit: ["supervisor"] }]));
    await typeInto("DNIS", "2");
    await waitFor(async () => expect((await row("DNIS")).dataset.state).toBe("edited"));
    fireEvent.click(button(/^Save/));
    const reason = "Your organization does not let you change “Tier”.";
    await waitFor(() => expect(screen.getByRole("alert").textContent).toContain(`${reason} What you typed is kept.`));
    expect(commandsSent("save")).toMatchObject([{ edits: [{ name: "DNIS", value: "2" }] }]);
    expect((await row("Tier")).textContent).toContain(reason);
    expect((await field("Tier")).getAttribute("aria-invalid")).toBe("true");
    fireEvent.keyDown(await field("Tier"), { key: "Enter" });
    expect(commandsSent("save")).toHaveLength(1);
    expect(storedDraft("Tier")).toMatchObject({ value: "gold" });
  });

  test("and is too long, where it may not be edited, takes no room from the other edits", async () => {
    acceptSaves();
    await storeDraft("Tier", "silver", "gold".repeat(50));
    const listed = [{ name: "Tier", edit: ["supervisor"] }];
    await openPopup(stateWith({ Tier: "silver", DNIS: "1" }, listed, { limits: { totalBytes: 60 } }));
    await typeInto("DNIS", "22");
    await waitFor(async () => expect((await row("DNIS")).dataset.state).toBe("edited"));
    fireEvent.click(button(/^Save/));
    await waitFor(() => expect(commandsSent("save")).toMatchObject([{ edits: [{ name: "DNIS", value: "22" }] }]));
  });

  test("changes while the popup is open", async () => {
    await openPopup(stateWith({ Tier: "gold" }, []));
    expect(within(await row("Tier")).getByRole("textbox", { name: "Tier" })).toBeTruthy();
    await publish(stateWith({ Tier: "gold" }, listed));
    await waitFor(async () => expect(within(await row("Tier")).getByLabelText("Loyalty tier")).toBeTruthy());
  });

  test("keeps its rows as they are when the same policy is published again", async () => {
    await openPopup(stateWith({ Tier: "gold", DNIS: "1" }, listed));
    const tier = await field("Tier");
    tier.focus();
    await publish(stateWith({ Tier: "gold", DNIS: "2" }, listed));
    await waitFor(async () => expect((await field("DNIS")).value).toBe("2"));
    expect(await field("Tier")).toBe(tier);
  });
});

describe("a value of a type", () => {
  async function control<Control extends HTMLElement>(name: string): Promise<Control> {
    const found = (await row(name)).querySelector<Control>(":is(input, select, textarea)");
    if (!found) throw new Error("there is no control");
    return found;
  }
  test("of choice is chosen from the organization's values", async () => {
    await openPopup(stateWith({ Tier: "gold" }, [{ name: "Tier", type: "enum", values: ["silver", "gold"] }]));
    const choice = within(await row("Tier")).getByRole<HTMLSelectElement>("combobox", { name: "Tier" });
    expect([...choice.options].map(({ value }) => value)).toEqual(["", "silver", "gold"]);
    fireEvent.change(choice, { target: { value: "silver" } });
    expect(storedDraft("Tier")).toMatchObject({ base: "gold", value: "silver" });
  });

  test("of choice that is none of them stands there as it is, and is flagged", async () => {
    await openPopup(stateWith({ Tier: "Gold!" }, [{ name: "Tier", type: "enum", values: ["silver"] }]));
    expect((await control<HTMLSelectElement>("Tier")).value).toBe("Gold!");
    expect((await row("Tier")).textContent).toContain("does not have the form");
    expect(storedDraft("Tier")).toBeUndefined();
  });

  test("on or off is a checkbox, neither while it is empty", async () => {
    await openPopup(stateWith({ VIP: "" }, [{ name: "VIP", type: "boolean" }]));
    const box = within(await row("VIP")).getByRole<HTMLInputElement>("checkbox", { name: "VIP" });
    expect(box.indeterminate).toBe(true);
    fireEvent.click(box);
    expect(storedDraft("VIP")).toMatchObject({ base: "", value: "true" });
    fireEvent.click(box);
    await waitFor(() => expect(storedDraft("VIP")).toMatchObject({ value: "false" }));
  });

  test.each([
    ["boolean", "maybe"],
    ["date", "12.3.2025"],
    ["datetime", "yesterday"],
    ["number", "1,5"],
  ])("%s that does not fit is text, as it is, and flagged", async (type, value) => {
    await openPopup(stateWith({ Odd: value }, [{ name: "Odd", type }]));
    expect((await field("Odd")).value).toBe(value);
    expect((await row("Odd")).textContent).toContain("does not have the form");
  });

  test.each([
    ["number", "decimal"],
    ["phone", "tel"],
    ["url", "url"],
    ["text", null],
  ])("of type %s is a line of text with the keyboard %s", async (type, keyboard) => {
    await openPopup(stateWith({ Line: "" }, [{ name: "Line", type }]));
    const line = await field("Line");
    expect([line.type, line.getAttribute("inputmode")]).toEqual(["text", keyboard]);
  });

  test.each([
    ["phone", "The value of “Line” must look like +49 30 555010."],
    ["url", "The value of “Line” must look like https://example.com/page."],
  ])("of type %s says what it has to look like when it is refused", async (type, sentence) => {
    await openPopup(stateWith({ Line: "" }, [{ name: "Line", type }]));
    fireEvent.input(await field("Line"), { target: { value: "neither" } });
    await waitFor(async () => expect((await row("Line")).textContent).toContain(sentence));
  });

  test("of date and of instant has the browser's picker, and is stored in the form that it had", async () => {
    const listed = [
      { name: "Due", type: "date" },
      { name: "Slot", type: "datetime" },
    ];
    const state = stateWith({ Due: "2025-03-12", Slot: "2025-03-12T08:00:00Z" }, listed);
    await openPopup(state);
    const due = await control<HTMLInputElement>("Due");
    expect([due.type, due.value]).toEqual(["date", "2025-03-12"]);
    fireEvent.input(due, { target: { value: "2026-01-02" } });
    expect(storedDraft("Due")).toMatchObject({ value: "2026-01-02" });
    const slot = await control<HTMLInputElement>("Slot");
    expect(slot.type).toBe("datetime-local");
    fireEvent.input(slot, { target: { value: "2026-01-02T03:04" } });
    expect(storedDraft("Slot")).toMatchObject({
      value: new Date("2026-01-02T03:04").toISOString().replace(".000Z", "Z"),
    });
  });

  test("of list is edited one a line; what is typed stays as typed until the field is left", async () => {
    await openPopup(stateWith({ Skills: "a,b" }, [{ name: "Skills", type: "list" }]));
    const items = await typeInto("Skills", "a\nb\n");
    expect(storedDraft("Skills")).toBeUndefined();
    fireEvent.input(items, { target: { value: "a\nb\n c" } });
    await waitFor(() => expect(storedDraft("Skills")).toMatchObject({ base: "a,b", value: "a,b,c" }));
    expect((await field("Skills")).value).toBe("a\nb\n c");
    (await field("Skills")).blur();
    await waitFor(async () => expect((await field("Skills")).value).toBe("a\nb\nc"));
  });

  test("of list with items that the organization names has a box for each, and keeps others", async () => {
    await openPopup(stateWith({ Topics: "x,b" }, [{ name: "Topics", type: "list", values: ["a", "b"] }]));
    const group = within(within(await row("Topics")).getByRole("group", { name: "Topics" }));
    expect(group.getAllByRole<HTMLInputElement>("checkbox").map(({ checked }) => checked)).toEqual([false, true, true]);
    fireEvent.click(group.getByLabelText("a"));
    expect(storedDraft("Topics")).toMatchObject({ value: "x,b,a" });
  });

  test("of JSON is stored compactly, and stays as typed under the hands", async () => {
    await openPopup(stateWith({ Cart: "{}" }, [{ name: "Cart", type: "json" }]));
    await typeInto("Cart", `{ "n": 1.50 }`);
    expect(storedDraft("Cart")).toMatchObject({ value: `{"n":1.50}` });
    await waitFor(async () => expect((await field("Cart")).value).toBe(`{ "n": 1.50 }`));
  });

  test("is shown in the person's language where it can only be read", async () => {
    const listed = [
      { name: "Premium", type: "number", edit: [] },
      { name: "VIP", type: "boolean", edit: [] },
    ];
    await openPopup(stateWith({ Premium: "1250.50", VIP: "true" }, listed));
    expect((await field("Premium")).value).toBe(
      new Intl.NumberFormat(undefined, { minimumFractionDigits: 2 }).format(1250.5),
    );
    expect((await field("VIP")).value).toBe("Yes");
  });
});

describe("a value that is not as the organization wants it", () => {
  const listed = [
    { name: "Zip", label: "ZIP code", pattern: "^\\d{5}$" },
    { name: "Note", maxLength: 3 },
  ];

  test("is said at the field, and not saved; other edits are", async () => {
    acceptSaves();
    await openPopup(stateWith({ Zip: "12345", Note: "", DNIS: "1" }, listed));
    const zip = await typeInto("Zip", "12");
    await waitFor(() => expect(zip.getAttribute("aria-invalid")).toBe("true"));
    expect((await row("Zip")).dataset.state).toBe("edited");
    expect((await row("Zip")).textContent).toContain("The value of “ZIP code” does not have the form");
    await typeInto("DNIS", "2");
    fireEvent.click(button(/^Save/));
    await waitFor(() => expect(commandsSent("save")).toHaveLength(1));
    expect(commandsSent("save")).toMatchObject([{ edits: [{ name: "DNIS", value: "2" }] }]);
    await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("“ZIP code”"));
    expect(storedDraft("Zip")).toMatchObject({ value: "12" });
    await waitFor(async () => expect(document.activeElement).toBe(await field("Zip")));
  });

  test("is not saved by Enter either", async () => {
    await openPopup(stateWith({ Note: "" }, listed));
    const note = await typeInto("Note", "abcd");
    await waitFor(async () => expect((await row("Note")).dataset.state).toBe("edited"));
    fireEvent.keyDown(await field("Note"), { key: "Enter" });
    await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("3 characters at most"));
    expect(commandsSent("save")).toEqual([]);
    expect(note.value).toBe("abcd");
  });

  test("keeps what is not of the type as it was typed", async () => {
    await openPopup(stateWith({ Age: "40" }, [{ name: "Age", type: "number" }]));
    await typeInto("Age", "forty");
    (await field("Age")).blur();
    await waitFor(async () => expect((await row("Age")).textContent).toContain("must be a number"));
    expect((await field("Age")).value).toBe("forty");
  });
});

describe("a required attribute", () => {
  const listed = [{ name: "Reason", label: "Reason for the call", required: true }];

  test("that is empty is reminded of, leads to its field, and blocks nothing", async () => {
    acceptSaves();
    await openPopup(stateWith({ DNIS: "1" }, listed));
    expect(screen.getByText("Still needed before the call ends:")).toBeTruthy();
    fireEvent.click(button(/^Reason for the call$/));
    await waitFor(async () => expect(document.activeElement).toBe(await field("Reason")));
    expect((await field("Reason")).getAttribute("aria-required")).toBe("true");
    await typeInto("DNIS", "2");
    fireEvent.click(button(/^Save/));
    await waitFor(() => expect(commandsSent("save")).toHaveLength(1));
  });

  test("that is there is not", async () => {
    await openPopup(stateWith({ Reason: "Claim" }, listed));
    expect(screen.queryByText("Still needed before the call ends:")).toBeNull();
  });
});

describe("a link", () => {
  test("shows its host, and leads there with the encoded value and nothing else", async () => {
    await openPopup(stateWith({ Id: "a/b&c" }, [{ name: "Id", link: "https://crm.example/c/{value}" }]));
    const link = within(await row("Id")).getByRole<HTMLAnchorElement>("link", { name: /at crm\.example in a new tab/ });
    expect(link.href).toBe("https://crm.example/c/a%2Fb%26c");
    expect(link.rel).toBe("noopener noreferrer");
    expect(link.textContent).toBe("crm.example");
  });

  test("is none without a value", async () => {
    await openPopup(stateWith({ Id: "" }, [{ name: "Id", link: "https://crm.example/c/{value}" }]));
    expect(within(await row("Id")).queryByRole("link")).toBeNull();
  });
});

test("what is hidden from the person counts in the size", async () => {
  const call = shownCall({}, {});
  const participants = call.participants.map((leg) =>
    leg.id === participantId
      ? { ...leg, hiddenBytes: 9_001, attributes: [{ name: "a", value: "b", kind: "string" as const }] }
      : leg,
  );
  await openPopup(publishedState([{ ...call, participants }]));
  // {"a":"b"} and 9,000 bytes within the same braces.
  const meter = await waitFor(() => screen.getByRole("meter"));
  expect(meter.getAttribute("aria-valuenow")).toBe("9009");
});

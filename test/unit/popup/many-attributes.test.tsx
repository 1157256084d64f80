import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, describe, expect, test, vi } from "vitest";
import { noPolicy, policySchema } from "../../../src/attributes/policy/schema.ts";
import { asJson, asTable } from "../../../src/popup/copying.ts";
import { fakeBrowser } from "./fake-browser.ts";
import { button, closePopups, field, openPopup, row, storeDraft, typeInto } from "./open-popup.tsx";
import { publishedState, shownCall } from "./published.ts";

vi.mock("webextension-polyfill", async () => ({ default: (await import("./fake-browser.ts")).fakeBrowser }));

afterEach(closePopups);

const viewKey = "view/organization/anna";
const many = { CECP_A: "1", Plain: "", CECP_B: "gold", "context.x": "2", "context.y": "" };

function shownNames(): (string | undefined)[] {
  return screen.queryAllByRole("listitem").map((item) => item.dataset.attribute);
}
function headings(): string[] {
  return screen.queryAllByRole("heading", { level: 2 }).map(({ textContent }) => textContent);
}
async function openMany(attributes: readonly object[] = []): Promise<() => void> {
  const policy = { ...noPolicy, ...policySchema.parse({ attributes }) };
  return openPopup(publishedState([shownCall(many)], { policy }));
}
async function filterBy(text: string): Promise<void> {
  fireEvent.input(await waitFor(() => screen.getByRole("searchbox")), { target: { value: text } });
}

describe("without a policy and pins", () => {
  test("all attributes stand in one list, in the server's order, under no heading", async () => {
    await openMany();
    expect(shownNames()).toEqual(Object.keys(many));
    expect(headings()).toEqual([]);
    expect(screen.getAllByRole("list", { name: "Attributes" })).toHaveLength(1);
  });
});

describe("groups", () => {
  test("are those of the organization, in its order, and the rest folded below, one click away", async () => {
    await openMany([
      { name: "context.x", group: "Context" },
      { name: "Plain", group: "Caller" },
      { name: "context.y", group: "Context" },
    ]);
    expect(headings()).toEqual(["Context2", "Caller1", "Other attributes2"]);
    expect(shownNames()).toEqual(["context.x", "context.y", "Plain"]);
    fireEvent.click(button(/^Other attributes/));
    await waitFor(() => expect(shownNames()).toEqual(["context.x", "context.y", "Plain", "CECP_A", "CECP_B"]));
  });

  test("can be by the beginning of the name; names that share none stand below", async () => {
    await openMany();
    fireEvent.click(screen.getByLabelText("Beginning of the name"));
    await waitFor(() => expect(headings()).toEqual(["CECP_2", "context.2", "Other attributes1"]));
  });

  test("fold, stay folded for this person, and open for who is led there", async () => {
    const close = await openMany();
    fireEvent.click(screen.getByLabelText("Beginning of the name"));
    fireEvent.click(await waitFor(() => button(/^CECP_/)));
    await waitFor(() => expect(shownNames()).toEqual(["context.x", "context.y", "Plain"]));
    close();
    await openMany([{ name: "CECP_A", label: "Code", required: true }]);
    await waitFor(() => expect(button(/^CECP_/).getAttribute("aria-expanded")).toBe("false"));
    fireEvent.click(button(/^Add attribute$/));
    const dialog = within(await waitFor(() => screen.getByRole("dialog")));
    fireEvent.input(dialog.getByRole("textbox", { name: "Name" }), { target: { value: "CECP_C" } });
    fireEvent.click(dialog.getByRole("button", { name: "Add" }));
    await waitFor(async () => expect(document.activeElement).toBe(await field("CECP_C")));
  });

  test("that were unfolded to lead someone to a row are folded for them as before in the next page", async () => {
    const close = await openMany();
    fireEvent.click(screen.getByLabelText("Beginning of the name"));
    for (const name of [/^CECP_/, /^context\./]) fireEvent.click(await waitFor(() => button(name)));
    await waitFor(() => expect(shownNames()).toEqual(["Plain"]));
    fireEvent.click(button(/^Add attribute$/));
    const dialog = within(await waitFor(() => screen.getByRole("dialog")));
    fireEvent.input(dialog.getByRole("textbox", { name: "Name" }), { target: { value: "CECP_A" } });
    fireEvent.click(dialog.getByRole("button", { name: /^Edit that one/ }));
    await waitFor(() => expect(shownNames()).toHaveLength(5));
    fireEvent.click(button(/^context\./));
    await waitFor(() => expect(shownNames()).toEqual(["CECP_A", "CECP_B", "Plain"]));
    expect(fakeBrowser.localItems.get(viewKey)).toMatchObject({
      folded: ["CECP_", "context."].map((name) => `group/${name}`),
    });
    close();
    await openMany();
    await waitFor(() => expect(shownNames()).toEqual(["Plain"]));
  });

  test("that are folded still show what is edited", async () => {
    await storeDraft("CECP_A", "1", "9");
    await openMany();
    fireEvent.click(screen.getByLabelText("Beginning of the name"));
    fireEvent.click(await waitFor(() => button(/^CECP_/)));
    await waitFor(() => expect(shownNames()).toEqual(["CECP_A", "context.x", "context.y", "Plain"]));
  });
});

describe("pins", () => {
  async function pin(name: string): Promise<void> {
    fireEvent.click(within(await row(name)).getByRole("button", { name: `More for ${name}` }));
    fireEvent.click(await waitFor(() => screen.getByText("Pin to the top")));
  }
  test("stand first, are remembered for the person without values, and come off again", async () => {
    const close = await openMany();
    await pin("CECP_B");
    await waitFor(() => expect(shownNames()[0]).toBe("CECP_B"));
    expect(headings()).toEqual(["Pinned1", "Other attributes4"]);
    expect(fakeBrowser.localItems.get(viewKey)).toMatchObject({ pins: ["CECP_B"] });
    expect(JSON.stringify([...fakeBrowser.localItems])).not.toContain("gold");
    close();
    await openMany();
    await waitFor(() => expect(shownNames()[0]).toBe("CECP_B"));
    fireEvent.click(within(await row("CECP_B")).getByRole("button", { name: "More for CECP_B" }));
    fireEvent.click(await waitFor(() => screen.getByText("Unpin")));
    await waitFor(() => expect(shownNames()).toEqual(Object.keys(many)));
  });

  test("of one person are not another's", async () => {
    await fakeBrowser.storage.local.set({ "view/organization/bob": { pins: ["Plain"] } });
    await openMany();
    expect(headings()).toEqual([]);
  });

  test("that are set in another window are heard of", async () => {
    await openMany();
    await waitFor(() => expect(shownNames()).toHaveLength(5));
    const view = { pins: ["Plain"], grouping: "policy", hideEmpty: false, onlyChanged: false, folded: [] };
    await fakeBrowser.storage.local.set({ [viewKey]: view });
    await waitFor(() => expect(shownNames()[0]).toBe("Plain"));
  });
});

describe("the view", () => {
  test("hides what is empty, but not what is required or being emptied", async () => {
    await openMany([{ name: "Plain", required: true }]);
    fireEvent.click(screen.getByLabelText("Hide empty attributes"));
    await waitFor(() => expect(shownNames()).toEqual(["Plain", "CECP_A", "CECP_B", "context.x"]));
    await typeInto("CECP_A", "");
    await waitFor(async () => expect((await row("CECP_A")).dataset.state).toBe("edited"));
  });

  test("shows only what changes, says when that is nothing, and leads back", async () => {
    await openMany();
    fireEvent.click(screen.getByLabelText("Only unsaved and changing ones"));
    fireEvent.click(await waitFor(() => button(/^Show all$/)));
    await waitFor(() => expect(shownNames()).toHaveLength(5));
    await typeInto("CECP_B", "x");
    fireEvent.click(screen.getByLabelText("Only unsaved and changing ones"));
    await waitFor(() => expect(shownNames()).toEqual(["CECP_B"]));
  });
});

describe("a row that someone types in", () => {
  async function expectToStay(name: string, original: string): Promise<void> {
    const target = await typeInto(name, original);
    await waitFor(async () => expect((await row(name)).dataset.state).toBe("saved"));
    expect([document.activeElement, target.value]).toEqual([await field(name), original]);
    screen.getByRole("searchbox").focus();
    await waitFor(() => expect(shownNames()).not.toContain(name));
  }

  test("stays in a view of what changes until it is left, though its text is the original one for a moment", async () => {
    await storeDraft("CECP_B", "gold", "gol");
    await openMany();
    fireEvent.click(screen.getByLabelText("Only unsaved and changing ones"));
    await waitFor(() => expect(shownNames()).toEqual(["CECP_B"]));
    await expectToStay("CECP_B", "gold");
  });

  test("stays below a folded heading too", async () => {
    await storeDraft("CECP_B", "gold", "gol");
    await openMany([{ name: "Plain", group: "Caller" }]);
    await waitFor(() => expect(shownNames()).toEqual(["Plain", "CECP_B"]));
    await expectToStay("CECP_B", "gold");
  });

  test("leaves only when a button that is pressed in another row has had its click", async () => {
    await storeDraft("CECP_A", "gold", "gol");
    await storeDraft("CECP_B", "gold", "gol");
    await openMany();
    fireEvent.click(screen.getByLabelText("Only unsaved and changing ones"));
    await waitFor(() => expect(shownNames()).toEqual(["CECP_A", "CECP_B"]));
    await typeInto("CECP_A", "gold");
    await waitFor(async () => expect((await row("CECP_A")).dataset.state).toBe("saved"));
    const [other] = within(await row("CECP_B")).getAllByRole("button");
    if (!other) throw new Error("The row has no button");
    fireEvent.pointerDown(other);
    other.focus();
    await new Promise(requestAnimationFrame);
    expect(shownNames()).toEqual(["CECP_A", "CECP_B"]);
    fireEvent.pointerUp(other);
    await waitFor(() => expect(shownNames()).toEqual(["CECP_B"]));
  });

  test("stays when its conflict is given up, and its field has the focus", async () => {
    await storeDraft("CECP_B", "silver", "bronze");
    await openMany();
    fireEvent.click(screen.getByLabelText("Only unsaved and changing ones"));
    const taking = await waitFor(() =>
      within(screen.getByRole("listitem")).getByRole("button", { name: /^Take theirs/ }),
    );
    taking.focus();
    fireEvent.click(taking);
    await waitFor(async () => expect((await row("CECP_B")).dataset.state).toBe("saved"));
    await waitFor(async () => expect(document.activeElement).toBe(await field("CECP_B")));
  });
});

describe("the filter", () => {
  test("finds by label, name and value, and by letters of the name below them", async () => {
    await openMany([{ name: "Plain", label: "Bronze" }]);
    await filterBy("bron");
    await waitFor(() => expect(shownNames()).toEqual(["Plain"]));
    await filterBy("cc_b");
    await waitFor(() => expect(shownNames()).toEqual(["CECP_B"]));
    await filterBy("gld");
    await waitFor(() => expect(shownNames()).toEqual([]));
  });

  test("takes letters that stand apart for a name from four up: three stand so in almost every long one", async () => {
    await openPopup(publishedState([shownCall({ AuthenticatedValue: "", "Member ANI": "" })]));
    await filterBy("ANI");
    await waitFor(() => expect(shownNames()).toEqual(["Member ANI"]));
    await filterBy("auvl");
    await waitFor(() => expect(shownNames()).toEqual(["AuthenticatedValue"]));
  });

  test("ranks what holds the text above what has its letters", async () => {
    await openPopup(publishedState([shownCall({ gross_ordinal_ledger_dump: "", Tier: "gold" })]));
    await filterBy("gold");
    await waitFor(() => expect(shownNames()).toEqual(["Tier", "gross_ordinal_ledger_dump"]));
  });
});

describe("the filter in a list with groups", () => {
  const attributes = [
    { name: "gross_ordinal_ledger_dump", group: "Ledger" },
    { name: "Tier", group: "Caller" },
  ];
  async function openGroups(): Promise<void> {
    const policy = { ...noPolicy, ...policySchema.parse({ attributes }) };
    const call = shownCall({ gross_ordinal_ledger_dump: "", Tier: "gold", Old: "goldish" });
    await openPopup(publishedState([call], { policy }));
  }
  test("looks into those that are folded, shows no headings, and ranks as in one without", async () => {
    await openGroups();
    expect(headings()).toEqual(["Ledger1", "Caller1", "Other attributes1"]);
    await filterBy("gold");
    await waitFor(() => expect(shownNames()).toEqual(["Tier", "Old", "gross_ordinal_ledger_dump"]));
    expect(headings()).toEqual([]);
    await filterBy("");
    await waitFor(() => expect(shownNames()).toEqual(["gross_ordinal_ledger_dump", "Tier"]));
  });
});

describe("copying", () => {
  test("gives the value, and name=value", async () => {
    const copied = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    await openMany();
    fireEvent.click(within(await row("CECP_B")).getByRole("button", { name: "More for CECP_B" }));
    fireEvent.click(await waitFor(() => screen.getByText("Copy name=value")));
    await waitFor(() => expect(copied).toHaveBeenLastCalledWith("CECP_B=gold"));
    fireEvent.click(screen.getByText("Copy value"));
    await waitFor(() => expect(copied).toHaveBeenLastCalledWith("gold"));
  });

  test("gives all of them as JSON and as a table", async () => {
    const copied = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    await openPopup(publishedState([shownCall({ a: '1"\n', "=b": "+x" })]));
    fireEvent.click(await waitFor(() => screen.getByText("Copy all as JSON")));
    await waitFor(() => expect(copied).toHaveBeenCalled());
    expect(JSON.parse(copied.mock.lastCall?.[0] ?? "")).toEqual({ a: '1"\n', "=b": "+x" });
    fireEvent.click(screen.getByText("Copy all as a table"));
    await waitFor(() => expect(copied).toHaveBeenLastCalledWith(`a\t"1""\n"\n'=b\t'+x`));
  });

  test("of nothing is an empty object, and an empty text", () => {
    expect(JSON.parse(asJson([]))).toEqual({});
    expect(asTable([])).toBe("");
  });
});

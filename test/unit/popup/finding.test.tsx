import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, describe, expect, test, vi } from "vitest";
import { noPolicy, policySchema } from "../../../src/attributes/policy/schema.ts";
import { fakeBrowser } from "./fake-browser.ts";
import { button, closePopups, field, openPopup, publish, row, storeDraft, storedDraft } from "./open-popup.tsx";
import { publishedState, signedIn } from "./published.ts";

vi.mock("webextension-polyfill", async () => ({ default: (await import("./fake-browser.ts")).fakeBrowser }));

afterEach(closePopups);

async function filterBy(text: string): Promise<HTMLElement> {
  const filter = await waitFor(() => screen.getByRole("searchbox", { name: "Filter attributes" }));
  fireEvent.input(filter, { target: { value: text } });
  return filter;
}

function shownNames(): (string | undefined)[] {
  return screen.queryAllByRole("listitem").map((item) => item.dataset.attribute);
}

describe("the filter", () => {
  test("keeps the rows whose name or value holds the text, and counts them", async () => {
    await openPopup();
    await filterBy("ani");
    await waitFor(() => expect(shownNames()).toEqual(["ANI "]));
    expect(screen.getByText("1 of 4")).toBeTruthy();
  });

  test("says when it hides an edited attribute", async () => {
    await storeDraft("CallerType", "Member", "Broker");
    await openPopup();
    await filterBy("ani");
    await waitFor(() => expect(screen.getByText("1 edited attribute is hidden by the filter")).toBeTruthy());
  });

  test("does not take away the row that someone types in", async () => {
    await openPopup();
    await filterBy("member");
    await waitFor(() => expect(shownNames()).toEqual(["CallerType"]));
    fireEvent.input(await field("CallerType"), { target: { value: "Broker" } });
    await waitFor(async () => expect((await row("CallerType")).dataset.state).toBe("edited"));
    expect(shownNames()).toEqual(["CallerType"]);
  });

  test("leaves the elements of the other rows in place: a thousand are not made anew within a key's time", async () => {
    await openPopup();
    const before = await row("CallerType");
    for (const text of ["ani", "zzz", "ani"]) await filterBy(text);
    await waitFor(() => expect(shownNames()).toEqual(["ANI "]));
    await filterBy("");
    await waitFor(() => expect(shownNames()).toHaveLength(4));
    expect(await row("CallerType")).toBe(before);
  });

  test("that matches nothing can be cleared", async () => {
    await openPopup();
    await filterBy("zzz");
    fireEvent.click(await waitFor(() => button(/^Clear filter$/)));
    await waitFor(() => expect(shownNames()).toHaveLength(4));
  });

  test("is there again when the popup is opened again, for the same person, and nowhere on disk", async () => {
    const close = await openPopup();
    await filterBy("ani");
    await waitFor(() => expect(fakeBrowser.items.get("filter/organization/anna")).toBe("ani"));
    close();
    await openPopup();
    await waitFor(() => expect(shownNames()).toEqual(["ANI "]));
    expect(JSON.stringify([...fakeBrowser.localItems])).not.toContain("ani");
    await publish(publishedState(undefined, { account: { ...signedIn, owner: "organization/ben" } }));
    await waitFor(() => expect(shownNames()).toHaveLength(4));
    await filterBy("");
    expect(fakeBrowser.items.has("filter/organization/ben")).toBe(false);
  });

  test("is gone after a sign-out, also for the same person, and remembered anew from then on", async () => {
    await openPopup();
    await filterBy("ani");
    await fakeBrowser.storage.session.remove(["filter/organization/anna"]);
    await publish(publishedState([], { account: { status: "signed-out", problem: null } }));
    await publish(publishedState());
    await waitFor(() => expect(shownNames()).toHaveLength(4));
    await filterBy("skill");
    await waitFor(() => expect(fakeBrowser.items.get("filter/organization/anna")).toBe("skill"));
  });

  test("stays while the person renews their session", async () => {
    await openPopup();
    await filterBy("ani");
    await publish(publishedState([], { account: { status: "signing-in" } }));
    await publish(publishedState());
    await waitFor(() => expect(shownNames()).toEqual(["ANI "]));
  });

  test("leaves the keys of a word that is still being composed to the input method", async () => {
    await openPopup();
    const filter = await filterBy("a");
    filter.focus();
    for (const key of ["ArrowDown", "Escape"]) expect(fireEvent.keyDown(filter, { key, isComposing: true })).toBe(true);
    expect([document.activeElement, filter]).toEqual([filter, screen.getByDisplayValue("a")]);
    const typedIn = await field("CallerType");
    typedIn.focus();
    fireEvent.keyDown(typedIn, { key: "ArrowDown", isComposing: true });
    expect(document.activeElement).toBe(typedIn);
    fireEvent.keyDown(typedIn, { key: "ArrowDown" });
    expect(document.activeElement).not.toBe(typedIn);
  });

  test("gets the focus by / outside a text field only", async () => {
    await openPopup();
    const typedIn = await field("CallerType");
    typedIn.focus();
    fireEvent.keyDown(typedIn, { key: "/" });
    expect(document.activeElement).toBe(typedIn);
    typedIn.blur();
    fireEvent.keyDown(document.body, { key: "/" });
    expect(document.activeElement).toBe(screen.getByRole("searchbox"));
  });
});

describe("Add attribute", () => {
  async function openDialog(state = publishedState()) {
    await openPopup(state);
    fireEvent.click(await waitFor(() => button(/^Add attribute$/)));
    const dialog = within(await waitFor(() => screen.getByRole("dialog")));
    const name = dialog.getByRole("textbox", { name: "Name" });
    const value = dialog.getByRole("textbox", { name: "Value" });
    const fill = (field: HTMLElement, text: string) => fireEvent.input(field, { target: { value: text } });
    return { dialog, name, value, fill, add: () => fireEvent.click(dialog.getByRole("button", { name: "Add" })) };
  }

  test("makes a draft of an attribute that does not exist yet, and goes to its row", async () => {
    const { name, value, fill, add } = await openDialog();
    fill(name, "Tier");
    fill(value, "gold");
    add();
    await waitFor(async () => expect((await row("Tier")).dataset.state).toBe("edited"));
    expect(storedDraft("Tier")).toMatchObject({ base: null, value: "gold" });
    await waitFor(async () => expect(document.activeElement).toBe(await field("Tier")));
    expect(shownNames().at(-1)).toBe("Tier");
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("refuses an empty name", async () => {
    const { dialog, name, fill, add } = await openDialog();
    fill(name, "  ");
    add();
    await waitFor(() => expect(dialog.getByText("Enter a name.")).toBeTruthy());
    expect(name.getAttribute("aria-invalid")).toBe("true");
  });

  test("offers to edit the one that exists", async () => {
    const { dialog, name, value, fill } = await openDialog();
    fill(name, "CallerType");
    fill(value, "Broker");
    fireEvent.click(await waitFor(() => dialog.getByRole("button", { name: "Edit that one instead" })));
    await waitFor(() => expect(storedDraft("CallerType")).toMatchObject({ base: "Member", value: "Broker" }));
  });

  test("does not offer what the organization forbids, and says so at the name", async () => {
    const tier = policySchema.parse({
      attributes: [{ name: "CallerType", label: "Kind", edit: [] }],
      unlisted: "read",
    });
    const opened = await openDialog(publishedState(undefined, { policy: { ...noPolicy, ...tier } }));
    const { dialog, name, value, fill, add } = opened;
    fill(value, "Broker");
    fill(name, "CallerType");
    await waitFor(() => expect(dialog.getByText("Your organization does not let you change “Kind”.")).toBeTruthy());
    expect(name.getAttribute("aria-invalid")).toBe("true");
    expect(dialog.queryByRole("button", { name: "Edit that one instead" })).toBeNull();
    fill(name, "Hobby");
    add();
    await waitFor(() => expect(dialog.getByText("Your organization does not let you change “Hobby”.")).toBeTruthy());
    expect(storedDraft("Hobby")).toBeUndefined();
  });

  test("warns of a name that differs in case or outer spaces only, and lets it be", async () => {
    const { dialog, name, fill, add } = await openDialog();
    fill(name, "ani");
    await waitFor(() => expect(dialog.getByText(/Much like “ANI ”/)).toBeTruthy());
    add();
    await waitFor(async () => expect(await row("ani")).toBeTruthy());
  });
});

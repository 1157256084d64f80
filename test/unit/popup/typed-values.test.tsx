import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, describe, expect, test, vi } from "vitest";
import { typedText } from "../../../src/popup/typed-text.ts";
import { closePopups, field, openPopup, row, storeDraft, storedDraft, typeInto } from "./open-popup.tsx";
import { publishedState, shownCall } from "./published.ts";

vi.mock("webextension-polyfill", async () => ({ default: (await import("./fake-browser.ts")).fakeBrowser }));

afterEach(closePopups);

const due = "conversationDetails.participantData.Due";
const values = { [due]: "date: 2025-3-12", plain: "date: 2025-3-12" };

describe("a value with a type in front", () => {
  test("is shown without it, and written back with it exactly as it stood", async () => {
    await openPopup(publishedState([shownCall(values)]));
    expect((await field(due)).value).toBe("2025-3-12");
    await typeInto(due, "2026-1-1");
    expect(storedDraft(due)).toMatchObject({ base: "date: 2025-3-12", value: "date: 2026-1-1" });
    await waitFor(async () => expect((await field(due)).value).toBe("2026-1-1"));
  });

  test("typed back to what was there leaves no draft", async () => {
    await openPopup(publishedState([shownCall(values)]));
    await typeInto(due, "");
    expect(storedDraft(due)).toMatchObject({ value: "date: " });
    await typeInto(due, "2025-3-12");
    await waitFor(() => expect(storedDraft(due)).toBeUndefined());
  });

  test("keeps blanks that are typed in front", async () => {
    await openPopup(publishedState([shownCall({ [due]: "checkbox:true" })]));
    await typeInto(due, " false");
    await waitFor(async () => expect((await field(due)).value).toBe(" false"));
    expect(storedDraft(due)).toMatchObject({ value: "checkbox: false" });
  });

  test("is copied as its text", async () => {
    const copied = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    await openPopup(publishedState([shownCall(values)]));
    fireEvent.click(within(await row(due)).getByRole("button", { name: /^Copy/ }));
    await waitFor(() => expect(copied).toHaveBeenCalledWith("2025-3-12"));
  });

  test("in conflict shows both texts", async () => {
    await storeDraft(due, "date: 2024-1-1", "date: 2026-1-1");
    await openPopup(publishedState([shownCall(values)]));
    const definitions = within(await row(due)).getAllByRole("definition");
    expect(definitions.map(({ textContent }) => textContent)).toEqual(["2026-1-1", "2025-3-12"]);
  });

  test("in conflict over the type alone shows the types", async () => {
    await storeDraft(due, "date: x", "number: 2025-3-12");
    await openPopup(publishedState([shownCall(values)]));
    expect((await row(due)).textContent).toContain("date: 2025-3-12");
  });

  test("is found by its text, not by its type", async () => {
    await openPopup(publishedState([shownCall({ [due]: "date: 2025-3-12" })]));
    const filter = screen.getByRole("searchbox");
    fireEvent.input(filter, { target: { value: "2025" } });
    expect(await row(due)).toBeTruthy();
    fireEvent.input(filter, { target: { value: "date:" } });
    await waitFor(() => expect(screen.getByText(/^No attribute matches/)).toBeTruthy());
  });

  test("of any other name is shown whole", async () => {
    await openPopup(publishedState([shownCall(values)]));
    expect((await field("plain")).value).toBe("date: 2025-3-12");
  });
});

describe("what someone types", () => {
  test("becomes no type by looking like one", () => {
    expect(typedText(due, "", "date: 1").text).toBe("date: 1");
    expect(typedText(due, null, "date: 1").text).toBe("date: 1");
  });
});

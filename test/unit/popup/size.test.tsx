import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { afterEach, describe, expect, test, vi } from "vitest";
import { sizeText } from "../../../src/platform/size-text.ts";
import { acceptSaves, button, closePopups, commandsSent, field, openPopup, row, typeInto } from "./open-popup.tsx";
import { publishedState, shownCall, shownChange } from "./published.ts";

vi.mock("webextension-polyfill", async () => ({ default: (await import("./fake-browser.ts")).fakeBrowser }));

afterEach(closePopups);

/** `{"Big":"…","Small":"…"}` */
function stateOf(big: number, small = "", limit = 1000) {
  return publishedState([shownCall({ Big: "x".repeat(big), Small: small })], { limits: { totalBytes: limit } });
}

describe("the meter", () => {
  test("is there from 80 % on, and says how much of how much", async () => {
    await openPopup(stateOf(700, "", 1024));
    await row("Big");
    expect(screen.queryByRole("meter")).toBeNull();
    await typeInto("Small", "y".repeat(200));
    const meter = await waitFor(() => screen.getByRole("meter", { name: "Size of the attributes after Save" }));
    expect(meter.getAttribute("aria-valuetext")).toBe("0.9 kB of 1 kB");
  });

  test("counts bytes, not letters, and what is on its way too", async () => {
    const changes = [shownChange({ name: "Small", value: "ü".repeat(100), base: "", status: "waiting" })];
    await openPopup({ ...stateOf(600), changes });
    const meter = await waitFor(() => screen.getByRole("meter"));
    expect(meter.getAttribute("aria-valuenow")).toBe("821");
  });

  test("counts native JSON as it is sent, in the dialect that has any", async () => {
    const crm = JSON.stringify({ items: Array.from({ length: 60 }, (_, id) => ({ id, name: "x" })) });
    const call = shownCall({ crm, Small: "" });
    const [caller] = call.participants;
    const attributes = caller?.attributes.map((one) => (one.name === "crm" ? { ...one, kind: "json" as const } : one));
    const calls = [{ ...call, participants: caller ? [{ ...caller, attributes: attributes ?? [] }] : [] }];
    const state = publishedState(calls, { limits: { totalBytes: crm.length + 60 } });
    await openPopup({ ...state, settings: { ...state.settings, dialect: "interactions" } });
    const now = () => Number(screen.getByRole("meter").getAttribute("aria-valuenow"));
    await waitFor(() => expect(now()).toBe(`{"crm":${crm},"Small":""}`.length));
    await typeInto("Small", "y".repeat(20));
    await waitFor(() => expect(now()).toBe(`{"crm":${crm},"Small":""}`.length + 20));
    expect((await field("Small")).getAttribute("aria-invalid")).toBe("false");
    await typeInto("Small", "y".repeat(50));
    await waitFor(async () => expect((await field("Small")).getAttribute("aria-invalid")).toBe("true"));
  });

  test("never rounds what is too much down to what is allowed", () => {
    expect([sizeText(10_240), sizeText(10_241), sizeText(9_318)]).toEqual(["10 kB", "10.1 kB", "9.1 kB"]);
  });
});

describe("a map that would be too large", () => {
  test("is said at the field that makes it so, which stays an edit", async () => {
    await openPopup(stateOf(900));
    await typeInto("Small", "y".repeat(100));
    const small = await field("Small");
    await waitFor(() => expect(small.getAttribute("aria-invalid")).toBe("true"));
    expect((await row("Small")).dataset.state).toBe("edited");
    expect((await row("Small")).textContent).toContain("With this, the attributes take 1 kB");
    expect((await field("Big")).getAttribute("aria-invalid")).toBe("false");
  });

  test("is not sent: Save leads to the field", async () => {
    acceptSaves();
    await openPopup(stateOf(900));
    await typeInto("Small", "y".repeat(100));
    await waitFor(() => expect(button(/^Save/).disabled).toBe(false));
    fireEvent.click(button(/^Save/));
    await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("Small was not saved"));
    await waitFor(async () => expect(document.activeElement).toBe(await field("Small")));
    expect(commandsSent("save")).toEqual([]);
  });

  test("does not keep back what makes it smaller", async () => {
    acceptSaves();
    await openPopup(stateOf(1200));
    await typeInto("Small", "y".repeat(100));
    await typeInto("Big", "x".repeat(1150));
    await waitFor(async () => expect((await field("Small")).getAttribute("aria-invalid")).toBe("true"));
    expect((await field("Big")).getAttribute("aria-invalid")).toBe("false");
    fireEvent.click(button(/^Save/));
    await waitFor(() => expect(commandsSent("save")).toMatchObject([{ edits: [{ name: "Big" }] }]));
  });

  test("by someone else's doing can be made smaller, even if it stays too large", async () => {
    acceptSaves();
    await openPopup(stateOf(1200));
    fireEvent.keyDown(await typeInto("Big", "x".repeat(1199)), { key: "Enter" });
    await waitFor(() => expect(commandsSent("save")).toHaveLength(1));
  });

  test("by Enter is refused only if that row alone makes it so", async () => {
    acceptSaves();
    await openPopup(stateOf(900));
    fireEvent.keyDown(await typeInto("Small", "y".repeat(100)), { key: "Enter" });
    await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("Small was not saved"));
    fireEvent.keyDown(await typeInto("Small", "y".repeat(10)), { key: "Enter" });
    await waitFor(() => expect(commandsSent("save")).toHaveLength(1));
  });

  test("by two edits together keeps none of them from being saved by itself", async () => {
    acceptSaves();
    await openPopup(
      publishedState([shownCall({ One: "x".repeat(400), Two: "x".repeat(400) })], { limits: { totalBytes: 1000 } }),
    );
    await typeInto("One", "y".repeat(500));
    const two = await typeInto("Two", "y".repeat(500));
    await waitFor(() => expect(two.getAttribute("aria-invalid")).toBe("true"));
    fireEvent.keyDown(two, { key: "Enter" });
    await waitFor(() => expect(commandsSent("save")).toMatchObject([{ edits: [{ name: "Two" }] }]));
  });
});

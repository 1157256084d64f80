import { act, fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, describe, expect, test, vi } from "vitest";
import { standInFor } from "../../../src/attributes/stand-in.ts";
import { fakeBrowser } from "./fake-browser.ts";
import {
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
import { conversationId, participantId, publishedState, shownCall, shownChange } from "./published.ts";

vi.mock("webextension-polyfill", async () => ({ default: (await import("./fake-browser.ts")).fakeBrowser }));

const secret = "4711-secret-pin";
const mask = standInFor("a", secret);
const theirs = standInFor("b", "0815-secret-pay");
const dots = "••••••••in";

function stateWith(pin: string, more = {}) {
  return publishedState([shownCall({ CallerType: "Member", Pin: pin })], more);
}
/** A background that reveals. */
function revealAll(): void {
  const values = new Map([
    [mask, secret],
    [theirs, "0815-secret-pay"],
  ]);
  fakeBrowser.answer("reveal-value", ({ value }: { value: string }) => ({
    ok: true,
    value: { value: values.get(value) },
  }));
}
async function revealButton(): Promise<HTMLButtonElement> {
  return within(await row("Pin")).getByRole<HTMLButtonElement>("button", { name: "Reveal" });
}
async function reveal(): Promise<void> {
  fireEvent.click(await revealButton());
  await waitFor(async () => expect((await revealButton()).getAttribute("aria-pressed")).toBe("true"));
}

afterEach(() => {
  vi.useRealTimers();
  closePopups();
});

describe("A masked value", () => {
  test("stands behind the field as dots, without the token, and is no text to copy", async () => {
    await openPopup(stateWith(mask));
    const shown = await field("Pin");
    expect(shown.value).toBe("");
    expect(shown.placeholder).toBe(dots);
    expect(document.body.outerHTML).not.toMatch(/[\uFDD0\uFDD1]/);
    expect(within(await row("Pin")).queryByRole("button", { name: /^Copy/ })).toBeNull();
    expect(within(await row("CallerType")).queryByRole("button", { name: "Reveal" })).toBeNull();
  });

  test("is revealed for ten seconds, to be read and copied", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"], shouldAdvanceTime: true });
    revealAll();
    await openPopup(stateWith(mask));
    await reveal();
    expect(commandsSent("reveal-value")).toEqual([{ conversationId, participantId, name: "Pin", value: mask }]);
    expect((await field("Pin")).value).toBe(secret);
    within(await row("Pin")).getByRole("button", { name: "Copy Pin" });
    await act(() => void vi.advanceTimersByTime(8_000));
    expect((await field("Pin")).value).toBe(secret);
    await act(() => void vi.advanceTimersByTime(2_100));
    expect((await field("Pin")).value).toBe("");
    expect(document.body.outerHTML).not.toContain("secret");
    expect(JSON.stringify([...fakeBrowser.items])).not.toContain("secret");
  });

  test("is hidden at once when the window is left, or the button pressed again", async () => {
    revealAll();
    await openPopup(stateWith(mask));
    await reveal();
    window.dispatchEvent(new Event("blur"));
    await waitFor(async () => expect((await field("Pin")).value).toBe(""));
    await reveal();
    fireEvent.click(await revealButton());
    await waitFor(async () => expect((await field("Pin")).value).toBe(""));
    expect(document.body.outerHTML).not.toContain("secret");
  });

  test.each([
    ["the window is left", () => window.dispatchEvent(new Event("blur"))],
    [
      "the person is signed out",
      () => publish(publishedState([], { account: { status: "signed-out", problem: null } })),
    ],
  ])("stays hidden where %s before the answer comes", async (_, leave) => {
    let answer: (reply: unknown) => void = () => undefined;
    fakeBrowser.answer("reveal-value", () => new Promise((resolve) => (answer = resolve)));
    await openPopup(stateWith(mask));
    fireEvent.click(await revealButton());
    await waitFor(() => expect(commandsSent("reveal-value")).toHaveLength(1));
    await leave();
    await new Promise((heard) => setTimeout(heard));
    answer({ ok: true, value: { value: secret } });
    await new Promise((taken) => setTimeout(taken));
    await publish(stateWith(mask));
    await waitFor(async () => expect((await field("Pin")).value).toBe(""));
    expect(document.body.outerHTML).not.toContain("secret");
  });

  test("says why it cannot be revealed", async () => {
    fakeBrowser.answer("reveal-value", () => ({ ok: false, error: { kind: "not-allowed", label: "Pin" } }));
    await openPopup(stateWith(mask));
    fireEvent.click(await revealButton());
    await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("Pin"));
  });

  test("is not found by the filter, neither by its text nor by its mask", async () => {
    await openPopup(stateWith(mask));
    const filter = screen.getByRole("searchbox");
    for (const [text, isFound] of [
      ["•", false],
      ["secret", false],
      ["pin", true],
    ] as const) {
      fireEvent.input(filter, { target: { value: text } });
      await waitFor(() =>
        expect(document.querySelector('ul:not([hidden]) > [data-attribute="Pin"]:not([hidden])') !== null).toBe(
          isFound,
        ),
      );
    }
  });

  test("weighs as much as the value itself", async () => {
    const size = () => screen.getByRole("meter").getAttribute("aria-valuenow");
    await openPopup(stateWith("x".repeat(9_000)));
    await row("Pin");
    const plain = size();
    await publish(stateWith(standInFor("a", "x".repeat(9_000))));
    await waitFor(async () => expect((await field("Pin")).placeholder).toBe("••••••••xx"));
    expect(size()).toBe(plain);
  });
});

describe("Typing over a masked value", () => {
  test("replaces it, begins on it, and saves it with that base", async () => {
    await openPopup(stateWith(mask));
    await typeInto("Pin", "new");
    await waitFor(() => expect(storedDraft("Pin")).toMatchObject({ base: mask, value: "new" }));
    fireEvent.click(button(/^Save/));
    await waitFor(() =>
      expect(commandsSent("save")).toMatchObject([
        { conversationId, participantId, edits: [{ name: "Pin", value: "new", base: mask }] },
      ]),
    );
  });

  test("back to what was revealed is no edit any more", async () => {
    revealAll();
    await openPopup(stateWith(mask));
    await reveal();
    await typeInto("Pin", `${secret}1`);
    await waitFor(async () => expect((await row("Pin")).dataset.state).toBe("edited"));
    await publish(stateWith(mask));
    await typeInto("Pin", secret);
    await waitFor(async () => expect((await row("Pin")).dataset.state).toBe("saved"));
    expect(storedDraft("Pin")).toBeUndefined();
  });

  test("typed on while it was being saved begins on what was saved", async () => {
    let answer: (reply: unknown) => void = () => undefined;
    fakeBrowser.answer("save", () => new Promise((resolve) => (answer = resolve)));
    await openPopup(stateWith(mask));
    await typeInto("Pin", "new");
    fireEvent.click(button(/^Save/));
    await typeInto("Pin", "newer");
    const sent = standInFor("c", "new");
    await publish(
      stateWith(mask, { changes: [shownChange({ name: "Pin", base: mask, value: sent, status: "waiting" })] }),
    );
    answer({ ok: true, value: { accepted: ["Pin"], conflicts: [], masked: [{ name: "Pin", value: sent }] } });
    await waitFor(() => expect(storedDraft("Pin")).toMatchObject({ base: sent, value: "newer" }));
    expect((await row("Pin")).dataset.state).toBe("edited");
  });
});

describe("A conflict over a masked value", () => {
  test("is masked too, can be revealed, and both choices work", async () => {
    revealAll();
    await storeDraft("Pin", mask, "mine");
    await openPopup(stateWith(theirs));
    expect((await row("Pin")).dataset.state).toBe("conflict");
    expect((await row("Pin")).textContent).toContain("••••••••ay");
    await reveal();
    expect((await row("Pin")).textContent).toContain("0815-secret-pay");
    expect((await field("Pin")).value).toBe("mine");
    fireEvent.click(within(await row("Pin")).getByRole("button", { name: "Keep mine" }));
    await waitFor(() => expect(storedDraft("Pin")).toMatchObject({ base: theirs, value: "mine" }));
  });

  test("between two masks is decided without either being seen", async () => {
    const mine = standInFor("c", "mine-secret");
    const changes = [shownChange({ name: "Pin", base: mask, value: mine, status: "conflict" })];
    await openPopup(stateWith(theirs, { changes }));
    expect((await row("Pin")).textContent).toContain("••••••••et");
    expect(document.body.outerHTML).not.toMatch(/[\uFDD0\uFDD1]/);
    fireEvent.click(within(await row("Pin")).getByRole("button", { name: "Take theirs" }));
    await waitFor(() =>
      expect(commandsSent("discard")).toMatchObject([{ conversationId, participantId, names: ["Pin"] }]),
    );
  });
});

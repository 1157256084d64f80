import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { afterEach, describe, expect, test, vi } from "vitest";
import { fakeBrowser } from "./fake-browser.ts";
import {
  button,
  closePopups,
  draftOf,
  field,
  keyOf,
  openPopup,
  publish,
  row,
  storedDraft,
  typeInto,
} from "./open-popup.tsx";
import { publishedState, shownChange } from "./published.ts";

vi.mock("webextension-polyfill", async () => ({ default: (await import("./fake-browser.ts")).fakeBrowser }));

afterEach(closePopups);

async function discard(): Promise<void> {
  await waitFor(() => expect(button(/^Discard/).disabled).toBe(false));
  fireEvent.click(button(/^Discard/));
}
async function isTypedElsewhere(name: string, base: string, value: string): Promise<void> {
  await fakeBrowser.storage.session.set({ [keyOf(name)]: { ...draftOf(name, base, value), editedAt: Date.now() + 5 } });
  await waitFor(async () => expect((await field(name)).value).toBe(value));
}

describe("“Edit that one instead”, where something is typed there already", () => {
  test("takes the new text along, and Undo changes between the two: nothing that was typed is lost", async () => {
    await openPopup();
    await typeInto("Skills", "billing, and more");
    fireEvent.click(button(/^Add attribute$/));
    fireEvent.input(screen.getByLabelText("Name"), { target: { value: "Skills" } });
    fireEvent.input(screen.getByLabelText("Value"), { target: { value: "claims" } });
    fireEvent.click(button(/^Edit that one/));
    for (const text of ["claims", "billing, and more", "claims"]) {
      await waitFor(async () => expect((await field("Skills")).value).toBe(text));
      expect(storedDraft("Skills")).toMatchObject({ base: "", value: text });
      fireEvent.click(await waitFor(() => button(/^Undo/)));
    }
  });

  test("is an edit like any other where nothing was: then there is nothing to undo", async () => {
    await openPopup();
    fireEvent.click(await waitFor(() => button(/^Add attribute$/)));
    fireEvent.input(screen.getByLabelText("Name"), { target: { value: "Skills" } });
    fireEvent.input(screen.getByLabelText("Value"), { target: { value: "claims" } });
    fireEvent.click(button(/^Edit that one/));
    await waitFor(() => expect(storedDraft("Skills")).toMatchObject({ base: "", value: "claims" }));
    expect(screen.queryByRole("button", { name: /^Undo/ })).toBeNull();
  });
});

describe("Undo of a discard", () => {
  test("leaves what was typed there in another page since", async () => {
    await openPopup();
    await typeInto("CallerType", "Broker");
    await typeInto("DNIS", "1");
    await discard();
    await isTypedElsewhere("CallerType", "Member", "Provider, since 2019");
    fireEvent.click(await waitFor(() => button(/^Undo/)));
    await waitFor(() => expect(storedDraft("DNIS")).toMatchObject({ value: "1" }));
    expect(storedDraft("CallerType")).toMatchObject({ value: "Provider, since 2019" });
    expect(screen.getByRole("status").textContent).toBe("1 change is back");
  });

  test("is not offered where all of it was typed anew in another page", async () => {
    await openPopup();
    await typeInto("CallerType", "Broker");
    await discard();
    await waitFor(() => button(/^Undo/));
    await isTypedElsewhere("CallerType", "Member", "Provider, since 2019");
    await waitFor(() => expect(screen.queryByRole("button", { name: /^Undo/ })).toBeNull());
  });

  test("is over after a sign-out, also for the same person", async () => {
    await openPopup();
    await typeInto("CallerType", "Broker");
    await discard();
    await waitFor(() => button(/^Undo/));
    await publish(publishedState([], { account: { status: "signed-out", problem: null } }));
    await publish(publishedState());
    await row("CallerType");
    expect(screen.queryByRole("button", { name: /^Undo/ })).toBeNull();
  });

  test("of text that was typed over a save before that was refused is no conflict with what never stood there", async () => {
    const broker = { name: "CallerType", base: "Member", value: "Broker" };
    const changes = [shownChange({ ...broker, status: "sending" })];
    await openPopup(publishedState(undefined, { changes }));
    await typeInto("CallerType", "Provider");
    const refused = [shownChange({ ...broker, status: "failed", problem: { kind: "timeout" } })];
    await publish(publishedState(undefined, { changes: refused }));
    await waitFor(async () => expect((await row("CallerType")).dataset.state).toBe("edited"));
    await discard();
    await publish(publishedState());
    await waitFor(async () => expect((await row("CallerType")).dataset.state).toBe("saved"));
    fireEvent.click(button(/^Undo/));
    await waitFor(() => expect(storedDraft("CallerType")).toMatchObject({ base: "Member", value: "Provider" }));
    expect((await row("CallerType")).dataset.state).toBe("edited");
  });
});

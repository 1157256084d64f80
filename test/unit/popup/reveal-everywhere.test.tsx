import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, describe, expect, test, vi } from "vitest";
import { policySchema } from "../../../src/attributes/policy/schema.ts";
import { standInFor } from "../../../src/attributes/stand-in.ts";
import type { SourceProgress } from "../../../src/protocol/sources.ts";
import { fakeBrowser } from "./fake-browser.ts";
import { closePopups, commandsSent, openPopup, row } from "./open-popup.tsx";
import { conversationId, participantId, publishedState, shownCall, shownChange, shownLeg } from "./published.ts";

vi.mock("webextension-polyfill", async () => ({ default: (await import("./fake-browser.ts")).fakeBrowser }));

const secret = "4711-secret-pin";
const mask = standInFor("a", secret);
const dots = "••••••••in";
const goneId = "44444444-4444-4444-8444-444444444444";

afterEach(closePopups);

/** Presses the "Reveal" of a part of the page, waits for the value, and presses it once more. */
async function expectRevealed(part: () => Promise<HTMLElement>, text: () => Promise<string>, place: object) {
  fakeBrowser.answer("reveal-value", () => ({ ok: true, value: { value: secret } }));
  expect(await text()).toContain(dots);
  expect(document.body.outerHTML).not.toMatch(/[\uFDD0\uFDD1]|secret/);
  const reveal = async () => within(await part()).getByRole("button", { name: "Reveal" });
  fireEvent.click(await reveal());
  await waitFor(async () => expect(await text()).toContain(secret));
  expect(commandsSent("reveal-value")).toEqual([{ conversationId, value: mask, ...place }]);
  fireEvent.click(await reveal());
  await waitFor(async () => expect(await text()).toContain(dots));
  expect(document.body.outerHTML).not.toContain("secret");
}

describe("A masked value can be revealed", () => {
  test("in what was typed for a leg that is gone, where it has no copy button until then", async () => {
    const changes = [shownChange({ name: "Pin", value: mask, status: "waiting", participantId: goneId })];
    await openPopup(publishedState(undefined, { changes }));
    const section = () => waitFor(() => screen.getByRole("region", { name: "Typed for a leg that is gone" }));
    expect(within(await section()).queryByRole("button", { name: "Copy Pin" })).toBeNull();
    await expectRevealed(section, async () => (await section()).textContent, { participantId: goneId, name: "Pin" });
  });

  test("in the note beside the tags", async () => {
    const call = shownCall({ "calltag.note": mask }, { role: "supervisor" });
    await openPopup(publishedState([call]));
    const tags = () => waitFor(() => screen.getByRole("group", { name: "Tags" }));
    const text = async () => {
      const note = within(await tags()).getByRole<HTMLTextAreaElement>("textbox", { name: "Note" });
      return note.value === "" ? note.placeholder : note.value;
    };
    await expectRevealed(tags, text, { participantId, name: "calltag.note" });
  });

  test("among what all participants say, each for itself", async () => {
    const call = shownCall({ Pin: mask });
    const other = shownLeg({ id: goneId, role: "agent", attributes: [{ name: "Pin", value: mask, kind: "string" }] });
    await openPopup(publishedState([{ ...call, participants: [...call.participants, other] }]));
    const picker = await waitFor(() => screen.getByRole("combobox", { name: "Participant" }));
    fireEvent.change(picker, { target: { value: "everyone" } });
    const origins = async () => [...(await row("Pin")).querySelectorAll<HTMLElement>(".merged-value")];
    await waitFor(async () => expect(await origins()).toHaveLength(2));
    const first = async () => (await origins())[0] ?? document.body;
    await expectRevealed(first, async () => (await first()).textContent, { participantId, name: "Pin" });
    expect((await origins())[1]?.textContent).toContain(dots);
  });

  test("in what a source proposes", async () => {
    const progress: SourceProgress = {
      ...{ status: "answered", milliseconds: 1, isDismissed: false },
      values: [{ name: "Pin", value: mask, base: null, isByRule: true, problem: null }],
      ...{ problem: null, link: null },
    };
    const own = { conversationId, participantId, name: "CRM", contacts: [], written: [], isUndoable: false };
    await openPopup(publishedState(undefined, { sources: [{ ...own, progress }] }));
    const region = () => waitFor(() => screen.getByRole("region", { name: "CRM" }));
    await expectRevealed(region, async () => (await region()).textContent, { participantId, name: "Pin" });
  });
});

describe("The menu of a masked row", () => {
  async function openMenu(): Promise<HTMLElement[]> {
    fireEvent.click(within(await row("Pin")).getByRole("button", { name: "More for Pin" }));
    const menu = await waitFor(() => {
      const found = document.getElementById("row-menu");
      if (!found || within(found).queryByText("Pin to the top") === null) throw new Error("no menu");
      return found;
    });
    return within(menu).getAllByRole("button", { hidden: true });
  }

  test("offers nothing to copy but while the value is revealed, and then the value itself", async () => {
    const copied = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    fakeBrowser.answer("reveal-value", () => ({ ok: true, value: { value: secret } }));
    await openPopup(publishedState([shownCall({ Pin: mask })]));
    expect((await openMenu()).map(({ textContent }) => textContent)).toEqual(["Pin to the top"]);
    const reveal = within(await row("Pin")).getByRole("button", { name: "Reveal" });
    fireEvent.click(reveal);
    await waitFor(async () => expect(await openMenu()).toHaveLength(3));
    const pair = (await openMenu())[2];
    if (pair) fireEvent.click(pair);
    await waitFor(() => expect(copied).toHaveBeenCalledWith(`Pin=${secret}`));
    fireEvent.click(reveal);
    await waitFor(async () => expect(await openMenu()).toHaveLength(1));
  });
});

describe("An attribute that the organization labels", () => {
  const policy = policySchema.parse({ attributes: [{ name: "cust_tier", label: "Loyalty tier" }] });

  test("is called so wherever it is spoken of", async () => {
    const changes = [shownChange({ name: "cust_tier", value: "gold", status: "sent" })];
    await openPopup(publishedState([shownCall({ cust_tier: "gold" })], { policy, changes }));
    await row("cust_tier");
    await fakeBrowser.storage.session.set({ state: publishedState([shownCall({ cust_tier: "gold" })], { policy }) });
    await waitFor(() => expect(screen.getByRole("status").textContent).toBe("Saved: Loyalty tier"));
  });

  test("as are tags and their note", async () => {
    const call = shownCall({ "calltag.note": "x" }, { role: "supervisor" });
    const changes = [shownChange({ name: "calltag.note", value: "x", status: "sent" })];
    await openPopup(publishedState([call], { changes }));
    await waitFor(() => screen.getByRole("group", { name: "Tags" }));
    await fakeBrowser.storage.session.set({ state: publishedState([call]) });
    await waitFor(() => expect(screen.getByRole("status").textContent).toBe("Saved: Note"));
  });
});

import { waitFor } from "@testing-library/preact";
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { withLineEndsOf, withPlainLineEnds } from "../../../src/popup/line-ends.ts";
import { closePopups, field, openPopup, storedDraft, typeInto } from "./open-popup.tsx";
import { publishedState, shownCall } from "./published.ts";

vi.mock("webextension-polyfill", async () => ({ default: (await import("./fake-browser.ts")).fakeBrowser }));

afterEach(closePopups);

const textWithLineEnds = fc
  .array(fc.constantFrom("a", "b", "\r\n", "\n", "\r"), { maxLength: 30 })
  .map((parts) => parts.join(""));

describe("line ends", () => {
  test("of a value come back unchanged from a textarea", () => {
    fc.assert(fc.property(textWithLineEnds, (text) => withLineEndsOf(text, withPlainLineEnds(text)) === text));
  });

  test("never change what a textarea would show", () => {
    const typed = textWithLineEnds.map(withPlainLineEnds);
    fc.assert(
      fc.property(textWithLineEnds, typed, (text, after) => withPlainLineEnds(withLineEndsOf(text, after)) === after),
    );
  });

  test("of untouched lines stay, and new lines get the usual one", () => {
    expect(withLineEndsOf("a\r\nb\nc\r\nd", "a\nB\nnew\nc\nd")).toBe("a\r\nB\r\nnew\nc\r\nd");
  });

  test("make the field a textarea that keeps them", async () => {
    await openPopup(publishedState([shownCall({ Note: "one\r\ntwo" })]));
    const target = await field("Note");
    expect(target.tagName).toBe("TEXTAREA");
    await typeInto("Note", "one\ntwo\nthree");
    await waitFor(() =>
      expect(storedDraft("Note")).toMatchObject({ base: "one\r\ntwo", value: "one\r\ntwo\r\nthree" }),
    );
  });

  test("of a pasted text make the field a textarea, which has the focus", async () => {
    await openPopup();
    const target = await field("CallerType");
    target.focus();
    target.setSelectionRange(6, 6);
    const paste = new Event("paste", { bubbles: true, cancelable: true });
    Object.assign(paste, { clipboardData: { getData: () => "\none" } });
    target.dispatchEvent(paste);
    expect(storedDraft("CallerType")).toMatchObject({ base: "Member", value: "Member\none" });
    await waitFor(async () => expect((await field("CallerType")).tagName).toBe("TEXTAREA"));
    await waitFor(async () => expect(document.activeElement).toBe(await field("CallerType")));
  });
});

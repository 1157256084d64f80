import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { shownValue, storedValue } from "../attributes/policy/types.ts";
import type { Row } from "./rows.ts";
import { useAppState } from "./state-context.ts";
import { typedText } from "./typed-text.ts";

/** What a field shows of its row, and what becomes of what is typed. */
export function useFieldText(row: Row) {
  const { type } = useAppState();
  const focused = useSignal(false);
  /**
   * What stood in the field when the person came to it: a change elsewhere does not replace it under their hands, and edits
   * begin from it. One's own changes may: their text was typed.
   */
  const seen = useRef({ text: row.reference, base: row.base });
  const hadDraft = useRef(false);
  if (!focused.value || hadDraft.current || row.change || row.reference === seen.current.text)
    seen.current = { text: row.reference, base: row.base };
  hadDraft.current = row.draft !== undefined;

  const base = row.draft ? row.draft.base : seen.current.base;
  const stored = row.draft?.value ?? seen.current.text;
  const { prefix, text } = typedText(row.name, base, stored);
  const before = typedText(row.name, base, base ?? "").text;
  const decoded = row.rule ? shownValue(text, row.rule) : { text, fits: true };
  /** While someone types, their own text stands: encoded and decoded again, it would change under their hands. */
  const typed = useRef({ text: "", stored: "" });
  return {
    focused: focused.value,
    /** Without the type in front, as it is stored. */
    stored: text,
    fits: decoded.fits,
    text: focused.value && typed.current.stored === stored ? typed.current.text : decoded.text,
    /** What is not of the type is kept as it was typed: Save says what is wrong with it. */
    put: (next: string): void => {
      const value = prefix + (row.rule ? (storedValue(next, before, row.rule) ?? next) : next);
      typed.current = { text: next, stored: value };
      type(row, value, seen.current.base);
    },
    onFocus: (): void => {
      typed.current = { text: "", stored: "" };
      focused.value = true;
    },
    onBlur: (): void => {
      focused.value = false;
    },
  };
}
export type FieldText = ReturnType<typeof useFieldText>;

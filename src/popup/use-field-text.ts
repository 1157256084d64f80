import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { shownValue, storedValue } from "../attributes/policy/types.ts";
import { isStandIn } from "../attributes/stand-in.ts";
import type { Row } from "./rows.ts";
import { useAppState } from "./state-context.ts";
import { typedText } from "./typed-text.ts";

/**
 * What a field shows of its row, and what becomes of what is typed. A mask is never a text to type in: it stands where an empty
 * field says so, and what is typed replaces the value.
 */
export function useFieldText(row: Row) {
  const { type, unmaskOf } = useAppState();
  const unmask = unmaskOf(row);
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
  const known = unmask(stored);
  const isMasked = isStandIn(known);
  const { prefix, text } = typedText(row.name, base, known);
  const basis = unmask(base ?? "");
  const before = isStandIn(basis) ? "" : typedText(row.name, base, basis).text;
  const decoded = row.rule && !isMasked ? shownValue(text, row.rule) : { text: isMasked ? "" : text, fits: true };
  /** While someone types, their own text stands: encoded and decoded again, it would change under their hands. */
  const typed = useRef({ text: "", stored: "" });
  return {
    focused: focused.value,
    /** Without the type in front, as it is stored. */
    stored: text,
    fits: decoded.fits,
    isMasked,
    text: focused.value && !isMasked && typed.current.stored === stored ? typed.current.text : decoded.text,
    /** What is not of the type is kept as it was typed: Save says what is wrong with it. */
    put: (next: string): void => {
      const value = prefix + (row.rule ? (storedValue(next, before, row.rule) ?? next) : next);
      typed.current = { text: next, stored: value };
      // What was revealed and typed again is no edit.
      type(row, base !== null && value === basis ? base : value, seen.current.base);
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

import { useSignal } from "@preact/signals";
import type { TargetedClipboardEvent, TargetedKeyboardEvent } from "preact";
import { useRef } from "preact/hooks";
import { message } from "../platform/i18n.ts";
import { hasLineBreak, withLineEndsOf, withPlainLineEnds } from "./line-ends.ts";
import type { Row } from "./rows.ts";
import { useAppState } from "./state-context.ts";
import { typedText } from "./typed-text.ts";

type Field = HTMLInputElement | HTMLTextAreaElement;

interface Props {
  readonly row: Row;
  readonly editable: boolean;
  readonly id: string;
  readonly describedBy: string;
  /** Else the attribute's name. */
  readonly label?: string;
  /** Several lines are expected, and offered from the start. */
  readonly lines?: boolean;
}

const mostLines = 8;

export function AttributeField({ row, editable, id, describedBy, label = row.name, lines = false }: Props) {
  const { type, revert, saveRow, shown } = useAppState();
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
  const shownValue = row.draft?.value ?? seen.current.text;
  const { prefix, text } = typedText(row.name, row.draft ? row.draft.base : seen.current.base, shownValue);

  // Once a textarea, it stays one while someone types: another element would lose the focus.
  const multiline = useRef(false);
  multiline.current =
    lines || hasLineBreak(text) || hasLineBreak(row.reference) || (focused.value && multiline.current);

  function onKeyDown(event: TargetedKeyboardEvent<Field>): void {
    if (event.isComposing) return;
    if (event.key === "Enter" && (!multiline.current || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void saveRow(row);
    } else if (event.key === "Escape" && row.draft) {
      // Without a draft Esc closes the popup, as everywhere.
      event.preventDefault();
      const vanishes = row.server === null && row.change === undefined;
      if (vanishes) focusNeighbour(event.currentTarget);
      revert(row);
    }
  }

  /** An input would drop the line breaks of what is pasted: the field becomes a textarea instead. */
  function pasteLines(event: TargetedClipboardEvent<HTMLInputElement>): void {
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    if (!editable || !hasLineBreak(pasted)) return;
    event.preventDefault();
    const { value, selectionStart, selectionEnd } = event.currentTarget;
    const before = value.slice(0, selectionStart ?? value.length);
    type(row, prefix + before + pasted + value.slice(selectionEnd ?? value.length), seen.current.base);
    shown.wantedFocus.value = row.name;
  }

  const shared = {
    id,
    "aria-label": label,
    "aria-describedby": describedBy,
    "aria-invalid": row.state === "failed" || row.tooLarge,
    autocomplete: "off" as const,
    spellcheck: false,
    dir: "auto" as const,
    readOnly: !editable,
    placeholder: message("emptyValue"),
    onFocus: () => (focused.value = true),
    onBlur: () => (focused.value = false),
    onKeyDown,
  };
  if (!multiline.current)
    return (
      <input
        {...shared}
        type="text"
        title={text}
        value={text}
        onPaste={pasteLines}
        onInput={({ currentTarget }) => {
          type(row, prefix + currentTarget.value, seen.current.base);
        }}
      />
    );
  const plain = withPlainLineEnds(text);
  return (
    <textarea
      {...shared}
      rows={Math.min(plain.split("\n").length, mostLines)}
      value={plain}
      onInput={({ currentTarget }) => {
        type(row, prefix + withLineEndsOf(text, currentTarget.value), seen.current.base);
      }}
    />
  );
}

function focusNeighbour(field: Field): void {
  const item = field.closest("li");
  const neighbour = item?.previousElementSibling ?? item?.nextElementSibling;
  neighbour?.querySelector<HTMLElement>("input, textarea")?.focus();
}

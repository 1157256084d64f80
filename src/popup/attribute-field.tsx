import type { TargetedClipboardEvent, TargetedKeyboardEvent } from "preact";
import { useRef } from "preact/hooks";
import { type Control, typeOf } from "../attributes/policy/types.ts";
import { message } from "../platform/i18n.ts";
import { ChoiceField, type CommonProps, MarkField, TimeField } from "./choice-fields.tsx";
import { controlOf } from "./field-control.ts";
import { ItemsField } from "./items-field.tsx";
import { hasLineBreak, withLineEndsOf, withPlainLineEnds } from "./line-ends.ts";
import { readingText } from "./reading-text.ts";
import { isRefused, type Row } from "./rows.ts";
import { useAppState } from "./state-context.ts";
import { useFieldText } from "./use-field-text.ts";
import { fieldSelector, shownRowSelector } from "./walk-rows.ts";

interface Props {
  readonly row: Row;
  readonly editable: boolean;
  readonly id: string;
  readonly describedBy: string;
  /** Else what people call the attribute. */
  readonly label?: string;
  /** Several lines are expected, and offered from the start. */
  readonly lines?: boolean;
}

const mostLines = 8;

export function AttributeField({ row, editable, id, describedBy, label = row.label, lines = false }: Props) {
  const { revert, saveRow, shown } = useAppState();
  const field = useFieldText(row);
  const canEdit = editable && !row.locked;
  const text = canEdit ? field.text : readingText(field.stored, row.rule);

  // Another element would lose the focus: it stays as it is while someone types.
  const kept = useRef<Control>("line");
  if (!field.focused)
    kept.current = lines ? "lines" : controlOf(row, { fits: field.fits, editable: canEdit && !field.isMasked });
  if (kept.current === "line" && (hasLineBreak(text) || hasLineBreak(row.reference))) kept.current = "lines";
  const control = kept.current;
  const keyboard = row.rule && typeOf(row.rule).keyboard;
  const isMultiline = control === "lines" || (control === "items" && row.rule?.values.length === 0);

  function onKeyDown(event: TargetedKeyboardEvent<HTMLElement>): void {
    if (event.isComposing) return;
    if (event.key === "Enter" && (!isMultiline || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void saveRow(row);
    } else if (event.key === "Escape" && row.draft) {
      // Without a draft Esc closes the popup, as everywhere.
      event.preventDefault();
      const vanishes = row.server === null && row.change === undefined && row.rule === undefined;
      if (vanishes) focusNeighbour(event.currentTarget);
      revert(row);
    }
  }

  /** An input would drop the line breaks of what is pasted: the field becomes a textarea instead. */
  function pasteLines(event: TargetedClipboardEvent<HTMLInputElement>): void {
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    if (!canEdit || keyboard !== undefined || !hasLineBreak(pasted)) return;
    event.preventDefault();
    const { value, selectionStart, selectionEnd } = event.currentTarget;
    const before = value.slice(0, selectionStart ?? value.length);
    field.put(before + pasted + value.slice(selectionEnd ?? value.length));
    shown.wantedFocus.value = row.name;
  }

  const common: CommonProps = {
    id,
    "aria-label": label,
    "aria-describedby": describedBy,
    "aria-invalid": row.state === "failed" || isRefused(row),
    "aria-required": row.rule?.required ?? false,
    onFocus: field.onFocus,
    onBlur: field.onBlur,
    onKeyDown,
  };
  const textual = {
    ...common,
    autocomplete: "off" as const,
    spellcheck: false,
    dir: "auto" as const,
    readOnly: !canEdit,
    placeholder: field.isMasked ? field.stored : message("emptyValue"),
  };
  const choice = { common, text, values: row.rule?.values ?? [], put: field.put };
  if (isMultiline) {
    const plain = withPlainLineEnds(text);
    return (
      <textarea
        {...textual}
        {...(control === "items" ? { placeholder: message("itemsHint") } : {})}
        rows={Math.min(plain.split("\n").length, mostLines)}
        value={plain}
        onInput={({ currentTarget }) => {
          field.put(withLineEndsOf(text, currentTarget.value));
        }}
      />
    );
  }
  switch (control) {
    case "choice":
      return <ChoiceField {...choice} />;
    case "checkbox":
      return <MarkField {...choice} />;
    case "date":
    case "datetime":
      return <TimeField {...choice} control={control} />;
    case "items":
      return <ItemsField {...choice} />;
    default:
      return (
        <input
          {...textual}
          type="text"
          inputMode={keyboard}
          title={text}
          value={text}
          onPaste={pasteLines}
          onInput={({ currentTarget }) => {
            field.put(currentTarget.value);
          }}
        />
      );
  }
}

function focusNeighbour(field: HTMLElement): void {
  const rows = [...document.querySelectorAll(shownRowSelector)];
  const here = rows.findIndex((row) => row.contains(field));
  // The note of the tags is in no row, and stays.
  const neighbour = here < 0 ? undefined : (rows[here - 1] ?? rows[here + 1]);
  neighbour?.querySelector<HTMLElement>(fieldSelector)?.focus();
}

import { useSignal } from "@preact/signals";
import { useId, useRef } from "preact/hooks";
import { message } from "../platform/i18n.ts";
import { Dialog } from "./dialog.tsx";
import { useAppState } from "./state-context.ts";
import { typedText } from "./typed-text.ts";

function plain(name: string): string {
  return name.trim().toLowerCase();
}

/** About as many as the text takes, of some 38 letters each: text from a page comes in whole sentences. */
function rowsOf(text: string): number {
  return Math.min(5, text.split("\n").length + Math.floor(text.length / 38));
}

interface Props {
  readonly begun: { readonly name: string; readonly value: string };
  readonly onClose: () => void;
}

export function AddDialog({ begun, onClose }: Props) {
  const { shown, add, typeOver, beginAdding } = useAppState();
  const id = useId();
  /** An empty name is no mistake until someone says "Add". */
  const tried = useSignal(false);
  const nameField = useRef<HTMLInputElement>(null);

  const rows = shown.rows.value;
  const existing = rows.find((row) => row.name === begun.name);
  const similar = existing ? undefined : rows.find((row) => plain(row.name) === plain(begun.name));
  const empty = plain(begun.name) === "";
  const isLocked = !empty && shown.isLocked(begun.name);
  const error = errorOf();

  function errorOf(): string {
    // A name that is half typed is not listed yet: of one that the call lacks it is said on "Add".
    if (isLocked && (existing || tried.value)) return message("problemNotAllowed", shown.labelOf(begun.name));
    if (existing) return message("nameExists", existing.name);
    return empty && tried.value ? message("nameEmpty") : "";
  }

  function show(shownName: string): void {
    shown.show(shownName);
    onClose();
  }
  function submit(): void {
    tried.value = true;
    if (existing || empty || isLocked) {
      nameField.current?.focus();
      return;
    }
    add(begun.name, begun.value);
    show(begun.name);
  }
  function editExisting(): void {
    if (!existing) return;
    if (begun.value !== "")
      typeOver(existing, typedText(existing.name, existing.base, existing.value).prefix + begun.value);
    show(existing.name);
  }
  const field = {
    autocomplete: "off" as const,
    spellcheck: false,
    dir: "auto" as const,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      submit();
    },
  };
  return (
    <Dialog label={message("addAttribute")} onClose={onClose}>
      <label for={`${id}-name`}>{message("name")}</label>
      <input
        {...field}
        id={`${id}-name`}
        type="text"
        ref={nameField}
        aria-invalid={error !== ""}
        aria-describedby={`${id}-error`}
        value={begun.name}
        onInput={({ currentTarget }) => beginAdding({ ...begun, name: currentTarget.value })}
      />
      <div id={`${id}-error`} class="field-error" aria-live="polite">
        {error}
        {similar && !empty ? <span class="field-warning">{message("nameSimilar", similar.name)}</span> : null}
      </div>
      {existing && !isLocked ? (
        <button type="button" class="quiet" onClick={editExisting}>
          {message("editExisting")}
        </button>
      ) : null}
      <label for={`${id}-value`}>{message("value")}</label>
      {/* A textarea keeps line breaks that are pasted; an input would drop them. Enter adds, as everywhere. */}
      <textarea
        {...field}
        id={`${id}-value`}
        rows={rowsOf(begun.value)}
        value={begun.value}
        onInput={({ currentTarget }) => beginAdding({ ...begun, value: currentTarget.value })}
      />
      <div class="buttons">
        <button type="button" onClick={onClose}>
          {message("cancel")}
        </button>
        <button type="button" class="primary" onClick={submit}>
          {message("add")}
        </button>
      </div>
    </Dialog>
  );
}

import { useSignal } from "@preact/signals";
import { useId, useRef } from "preact/hooks";
import { message } from "../platform/i18n.ts";
import { Dialog } from "./dialog.tsx";
import { useAppState } from "./state-context.ts";
import { typedText } from "./typed-text.ts";

function plain(name: string): string {
  return name.trim().toLowerCase();
}

export function AddDialog({ onClose }: { onClose: () => void }) {
  const { shown, add, type } = useAppState();
  const id = useId();
  const name = useSignal("");
  const value = useSignal("");
  /** An empty name is no mistake until someone says "Add". */
  const tried = useSignal(false);
  const nameField = useRef<HTMLInputElement>(null);

  const rows = shown.rows.value;
  const existing = rows.find((row) => row.name === name.value);
  const similar = existing ? undefined : rows.find((row) => plain(row.name) === plain(name.value));
  const empty = plain(name.value) === "";
  const error = existing ? message("nameExists", existing.name) : empty && tried.value ? message("nameEmpty") : "";

  function show(shownName: string): void {
    shown.show(shownName);
    onClose();
  }
  function submit(): void {
    tried.value = true;
    if (existing || empty) {
      nameField.current?.focus();
      return;
    }
    add(name.value, value.value);
    show(name.value);
  }
  function editExisting(): void {
    if (!existing) return;
    if (value.value !== "")
      type(existing, typedText(existing.name, existing.base, existing.value).prefix + value.value, existing.base);
    show(existing.name);
  }
  const field = {
    autocomplete: "off" as const,
    spellcheck: false,
    dir: "auto" as const,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "Enter" || event.isComposing) return;
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
        value={name.value}
        onInput={({ currentTarget }) => (name.value = currentTarget.value)}
      />
      <div id={`${id}-error`} class="field-error" aria-live="polite">
        {error}
        {similar && !empty ? <span class="field-warning">{message("nameSimilar", similar.name)}</span> : null}
      </div>
      {existing ? (
        <button type="button" class="quiet" onClick={editExisting}>
          {message("editExisting")}
        </button>
      ) : null}
      <label for={`${id}-value`}>{message("value")}</label>
      <input
        {...field}
        id={`${id}-value`}
        type="text"
        value={value.value}
        onInput={({ currentTarget }) => (value.value = currentTarget.value)}
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

import { useSignal } from "@preact/signals";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { message } from "../platform/i18n.ts";
import { conversationIdIn } from "../protocol/conversation-link.ts";
import { useAppState } from "./state-context.ts";

/** Opens a call by its link or id. */
export function PasteCall() {
  const { showConversation, pasting } = useAppState();
  const { text, isTaken } = pasting;
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const isWrong = useSignal(false);

  function submit(): void {
    const conversationId = conversationIdIn(text.value);
    isWrong.value = conversationId === null;
    if (conversationId !== null) void showConversation(conversationId);
  }
  useLayoutEffect(() => {
    const input = field.current;
    if (isTaken.peek()) {
      const around = input?.closest("details");
      if (around) around.open = true;
      input?.focus();
      isTaken.value = false;
    }
    return () => {
      isTaken.value = document.activeElement === input;
    };
  }, [isTaken]);
  return (
    <div class="paste">
      <label for={id}>{message("pasteCall")}</label>
      <div class="paste-line">
        <input
          ref={field}
          id={id}
          type="text"
          autocomplete="off"
          spellcheck={false}
          dir="auto"
          value={text.value}
          aria-invalid={isWrong.value}
          aria-describedby={`${id}-error`}
          onInput={({ currentTarget }) => {
            text.value = currentTarget.value;
            isWrong.value = false;
          }}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.isComposing) return;
            event.preventDefault();
            submit();
          }}
        />
        <button type="button" onClick={submit}>
          {message("showCall")}
        </button>
      </div>
      <div id={`${id}-error`} class="field-error" aria-live="polite">
        {isWrong.value ? message("pasteWrong") : ""}
      </div>
    </div>
  );
}

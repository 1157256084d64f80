import type { PopupState } from "./state.ts";

export const filterId = "filter";

function isTextField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
  );
}

/** Ctrl+S (⌘S) saves all, wherever the focus is; outside text fields and dialogs Ctrl+Z takes back, `/` goes to the filter, digits toggle tags, and `?` shows all of this. */
export function listenToShortcuts(state: PopupState): () => void {
  const listening = new AbortController();
  let focused: EventTarget | null = null;
  const isTypingOn = (): boolean => isTextField(focused) && focused instanceof Node && !focused.isConnected;
  document.addEventListener(
    "focusin",
    ({ target }) => {
      focused = target;
    },
    listening,
  );
  document.addEventListener(
    "pointerdown",
    () => {
      focused = null;
    },
    listening,
  );
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.isComposing) return;
      const command = (event.ctrlKey || event.metaKey) && !event.altKey;
      // A call that ends takes its fields with it: what is typed on into the one that was there is no shortcut.
      const elsewhere = isTextField(event.target) || isTypingOn() || document.querySelector("dialog[open]") !== null;
      if (command && event.key.toLowerCase() === "s") {
        event.preventDefault();
        void state.saveAll();
      } else if (command && !event.shiftKey && event.key.toLowerCase() === "z" && !elsewhere) {
        if (state.undoable.value === null) return;
        event.preventDefault();
        void state.undo();
      } else if (event.key === "/" && !command && !elsewhere) {
        const filter = document.getElementById(filterId);
        if (!filter) return;
        event.preventDefault();
        filter.focus();
      } else if (event.key === "?" && !command && !elsewhere) {
        event.preventDefault();
        state.keysShown.value = true;
      } else if (/^[1-9]$/.test(event.key) && !command && !event.altKey && !elsewhere) {
        void state.toggleTagAt(Number(event.key) - 1);
      }
    },
    listening,
  );
  return () => {
    listening.abort();
  };
}

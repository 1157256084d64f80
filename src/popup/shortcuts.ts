import type { PopupState } from "./state.ts";

export const filterId = "filter";

function isTextField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
  );
}

/** Keys that work wherever the focus is: Ctrl+S (⌘S) saves all, `/` outside a text field goes to the filter. */
export function listenToShortcuts(state: PopupState): () => void {
  const listening = new AbortController();
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.isComposing) return;
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s") {
        event.preventDefault();
        void state.saveAll();
      } else if (event.key === "/" && !event.ctrlKey && !event.metaKey && !isTextField(event.target)) {
        const filter = document.getElementById(filterId);
        if (!filter) return;
        event.preventDefault();
        filter.focus();
      }
    },
    listening,
  );
  return () => {
    listening.abort();
  };
}

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useAppState } from "./state-context.ts";

interface Props {
  readonly label: string;
  readonly onClose: () => void;
  /** As much room as there is. */
  readonly wide?: boolean;
  readonly children: ComponentChildren;
}

/** The browser's own modal dialog: it keeps the focus inside, and Esc closes it. */
export function Dialog({ label, onClose, wide = false, children }: Props) {
  const { notices } = useAppState();
  const saidBefore = useRef(notices.status.peek());
  const said = notices.status.value;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    const before = document.activeElement;
    shown?.showModal();
    return () => {
      // The browser gives the focus back only to what it was taken from while the dialog is in the page.
      shown?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-label={label}
      class={wide ? "wide" : ""}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <h2>{label}</h2>
      {children}
      {/* The page below is inert: its own regions are not heard. */}
      <p class="visually-hidden" aria-live="polite">
        {said === saidBefore.current ? "" : said}
      </p>
    </dialog>
  );
}

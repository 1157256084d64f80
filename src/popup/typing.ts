import type { ShownCall } from "../protocol/published-state.ts";

/** Is the person in the middle of a text on this page, be it that nothing is a draft yet? */
export function isTyping(call: ShownCall): boolean {
  const field = document.hasFocus() ? document.activeElement : null;
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) || field.readOnly) return false;
  // In the filter of a call that is over nobody writes anything that could be lost.
  return (
    field.closest("dialog") !== null ||
    (field.closest("main") !== null && (call.phase !== "ended" || field.type !== "search"))
  );
}

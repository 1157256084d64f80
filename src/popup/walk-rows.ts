import type { TargetedKeyboardEvent } from "preact";

/** What a row is edited with. */
export const fieldSelector = ":is(input, textarea, select)";

/** Arrow keys go from field to field; within a textarea they move the cursor, and in a date or a choice they change it. */
export function walkRows(event: TargetedKeyboardEvent<HTMLElement>): void {
  const down = event.key === "ArrowDown";
  if ((!down && event.key !== "ArrowUp") || event.altKey || !(event.target instanceof HTMLInputElement)) return;
  if (event.target.type.startsWith("date")) return;
  const rows = [...event.currentTarget.querySelectorAll("[data-attribute]")];
  const here = rows.indexOf(event.target.closest("[data-attribute]") ?? event.currentTarget);
  const field = rows[here + (down ? 1 : -1)]?.querySelector<HTMLElement>(fieldSelector);
  if (!field) return;
  event.preventDefault();
  field.focus();
}

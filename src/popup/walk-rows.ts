import type { TargetedKeyboardEvent } from "preact";

/** What a row is edited with. */
export const fieldSelector = ":is(input, textarea, select)";

/** Rows that the filter leaves out keep their elements, hidden. */
export const shownRowSelector = "ul:not([hidden]) > [data-attribute]:not([hidden])";

/** Within a text of several lines an arrow moves the cursor, until there is no further to go; in a date or a choice it changes the value. */
function leadsOut(field: EventTarget | null, down: boolean): boolean {
  if (field instanceof HTMLTextAreaElement)
    return field.selectionStart === field.selectionEnd && field.selectionStart === (down ? field.value.length : 0);
  return field instanceof HTMLInputElement && !field.type.startsWith("date");
}

/** Arrow keys go from field to field, and from the filter into the list. While a word is being composed they choose among its spellings. */
export function walkRows(event: TargetedKeyboardEvent<HTMLElement>): void {
  if (event.isComposing) return;
  const down = event.key === "ArrowDown";
  if ((!down && event.key !== "ArrowUp") || event.altKey || !leadsOut(event.target, down)) return;
  const rows = [...document.querySelectorAll(shownRowSelector)];
  const here = event.target instanceof Element ? event.target.closest("[data-attribute]") : null;
  const next = here ? rows[rows.indexOf(here) + (down ? 1 : -1)] : down ? rows[0] : undefined;
  const field = next?.querySelector<HTMLElement>(fieldSelector);
  if (!field) return;
  event.preventDefault();
  field.focus();
}

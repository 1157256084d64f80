import type { TargetedKeyboardEvent } from "preact";

/** Arrow keys go from field to field; within a textarea they move the cursor. */
export function walkRows(event: TargetedKeyboardEvent<HTMLUListElement>): void {
  const down = event.key === "ArrowDown";
  if ((!down && event.key !== "ArrowUp") || event.altKey || !(event.target instanceof HTMLInputElement)) return;
  const item = event.target.closest("li");
  const neighbour = down ? item?.nextElementSibling : item?.previousElementSibling;
  const field = neighbour?.querySelector<HTMLElement>("input, textarea");
  if (!field) return;
  event.preventDefault();
  field.focus();
}

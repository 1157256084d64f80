import type { Attribute } from "./attribute.ts";

/** Does the attribute's name or value contain the text, whatever the case? An empty text matches everything. */
export function matchesFilter(attribute: Pick<Attribute, "name" | "value">, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  return attribute.name.toLowerCase().includes(wanted) || attribute.value.toLowerCase().includes(wanted);
}

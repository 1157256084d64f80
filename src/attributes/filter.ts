import type { Attribute } from "./attribute.ts";
import { isMask } from "./policy/masking.ts";

/** Does the attribute's name or value contain the text, whatever the case? An empty text matches everything. A mask is no value. */
export function matchesFilter(attribute: Pick<Attribute, "name" | "value">, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  return [attribute.name, isMask(attribute.value) ? "" : attribute.value].some((text) =>
    text.toLowerCase().includes(wanted),
  );
}

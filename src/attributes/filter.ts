import type { Attribute } from "./attribute.ts";
import { isMask } from "./policy/masking.ts";

/** What something is found by, in lower case: all its names, and its values. A mask is no value. */
export function searchedTexts(names: readonly string[], values: readonly string[]): readonly string[] {
  const texts = [...names, ...values.filter((value) => !isMask(value))];
  return [...new Set(texts.map((text) => text.toLowerCase()))];
}

/** Is the text in one of these `searchedTexts`, whatever its case? An empty text is in all of them. */
export function textFinder(text: string): (searched: readonly string[]) => boolean {
  const wanted = text.trim().toLowerCase();
  return (searched) => searched.some((one) => one.includes(wanted));
}

/** Does the attribute's name or value contain the text? */
export function matchesFilter({ name, value }: Pick<Attribute, "name" | "value">, text: string): boolean {
  return textFinder(text)(searchedTexts([name], [value]));
}

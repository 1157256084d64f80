import type { Attribute } from "./attribute.ts";
import { nativeValue } from "./encoding.ts";

/** Bytes of the whole map, unless policy or a 413 says otherwise (product.md, "Saving"; the real number is [UNK]). */
export const totalLimit = 10_240;

/** The size of a map as UTF-8 JSON, as it would be sent whole: native where it is of such a kind. Of two with one name the last counts. */
export function mapBytes(attributes: readonly Attribute[]): number {
  const map = Object.fromEntries(attributes.map((attribute) => [attribute.name, nativeValue(attribute)]));
  return new TextEncoder().encode(JSON.stringify(map)).length;
}

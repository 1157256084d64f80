/** Bytes of the whole map, unless policy or a 413 says otherwise (product.md, "Saving"; the real number is [UNK]). */
export const totalLimit = 10_240;

/** The size of a map as UTF-8 JSON, as it would be sent whole. */
export function mapBytes(values: ReadonlyMap<string, string>): number {
  return new TextEncoder().encode(JSON.stringify(Object.fromEntries(values))).length;
}

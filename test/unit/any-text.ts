import fc from "fast-check";

const surrogates = { first: 0xd800, last: 0xdfff };
const lastCodePoint = 0x10ffff;

/**
 * Any code point, half of them ASCII, where quotes, commas and line breaks are. fast-check's own `unit: "binary"` makes a table of all
 * 1.1 million first: 0.6 s, and 5 s on a busy machine.
 */
const character = fc
  .oneof(fc.integer({ min: 0, max: 0x7f }), fc.integer({ min: 0, max: lastCodePoint }))
  .filter((point) => point < surrogates.first || point > surrogates.last)
  .map((point) => String.fromCodePoint(point));

export function anyText(constraints: { minLength?: number; maxLength?: number } = {}): fc.Arbitrary<string> {
  return fc.string({ ...constraints, unit: character });
}

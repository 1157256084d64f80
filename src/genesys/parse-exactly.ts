/** A JSON string, or a number; in valid JSON there is no digit outside of the two (RFC 8259, sections 6 and 7). */
const stringOrNumber = /"(?:\\.|[^"\\])*"|-?\d[\d.eE+-]*/g;

/** A whole number that is long enough to be rounded. */
const longInteger = /^-?\d{16,}$/;

/**
 * JSON in which whole numbers that JavaScript would round (over 2^53: ids of customer systems) are texts with all their digits.
 * Throws what JSON.parse throws. (JSON.parse itself hands out a number's text from Chrome 114, Firefox 135 and Node 21 on; the
 * fleet and the tests run this in Node 20.)
 */
export function parseExactly(text: string): unknown {
  const parsed: unknown = JSON.parse(text);
  if (!/\d{16}/.test(text)) return parsed;
  const exact = text.replace(stringOrNumber, (token) =>
    longInteger.test(token) && Number(token).toString() !== token ? `"${token}"` : token,
  );
  return exact === text ? parsed : JSON.parse(exact);
}

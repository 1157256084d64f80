/**
 * A spreadsheet runs a cell that begins so as a formula, and these values come from callers and other systems: an apostrophe
 * in front makes it text. It stays there; who needs the exact bytes takes the JSON.
 */
const formulaStart = /^[=+\-@\t\r]/;
/**
 * Where a spreadsheet splits at another separator than ours (`;` in most of Europe), our quotes stand inside of a cell and hold
 * nothing together: behind any separator and any break a cell may begin, there with a quote of the value's own.
 */
const innerFormulaStart = /(?<=[;,\t\r\n])(?="*[=+\-@])/g;

/** A cell as spreadsheets read it, in quotes where it needs them. `separator` stands between two cells. */
export function spreadsheetCell(text: string, separator: "," | "\t"): string {
  const inside = text.replace(innerFormulaStart, "'");
  const harmless = formulaStart.test(text) ? `'${inside}` : inside;
  const needsQuotes = harmless.includes(separator) || /[\r\n"]/.test(harmless);
  return needsQuotes ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/**
 * A spreadsheet runs a cell that begins so as a formula, and these values come from callers and other systems: an apostrophe
 * in front makes it text. It stays there; who needs the exact bytes takes the JSON.
 */
const formulaStart = /^[=+\-@\t\r]/;

/** A cell as spreadsheets read it, in quotes where it needs them. `separator` stands between two cells. */
export function spreadsheetCell(text: string, separator: "," | "\t"): string {
  const harmless = formulaStart.test(text) ? `'${text}` : text;
  const needsQuotes = harmless.includes(separator) || /[\r\n"]/.test(harmless);
  return needsQuotes ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

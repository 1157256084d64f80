import type { HistoryEntry } from "../protocol/history.ts";

const columns = ["time", "conversation", "participant", "name", "before", "after", "outcome", "source"] as const;

/**
 * A spreadsheet runs a cell that begins so as a formula, and these values come from callers and other systems: an apostrophe
 * in front makes it text. It stays in the file; who needs the exact bytes takes the JSON.
 */
const formulaStart = /^[=+\-@\t\r]/;

function cell(text: string): string {
  const harmless = formulaStart.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function record(cells: readonly string[]): string {
  return `${cells.map(cell).join(",")}\r\n`;
}

/** RFC 4180. An attribute that did not exist before has an empty cell, as has one that was empty: only the JSON tells them apart. */
export function historyCsv(entries: readonly HistoryEntry[]): string {
  const records = entries.map(({ at, conversationId, participantId, name, before, after, outcome, source }) =>
    record([
      new Date(at).toISOString(),
      conversationId,
      participantId,
      name,
      before ?? "",
      after,
      outcome,
      source ?? "",
    ]),
  );
  return record(columns) + records.join("");
}

/** Exactly what was kept. */
export function historyJson(entries: readonly HistoryEntry[]): string {
  return `${JSON.stringify(entries, null, 2)}\n`;
}

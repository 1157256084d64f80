import type { HistoryEntry } from "../protocol/history.ts";
import { spreadsheetCell } from "./spreadsheet-cell.ts";

const columns = ["time", "conversation", "participant", "name", "before", "after", "outcome", "source"] as const;

function record(cells: readonly string[]): string {
  return `${cells.map((text) => spreadsheetCell(text, ",")).join(",")}\r\n`;
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

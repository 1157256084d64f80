import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { historyCsv, historyJson } from "../../../src/popup/history-export.ts";
import { anyText } from "../any-text.ts";
import type { HistoryEntry } from "../../../src/protocol/history.ts";
import { conversationId, participantId } from "./published.ts";

function entry(more: Partial<HistoryEntry> = {}): HistoryEntry {
  return {
    order: 1,
    conversationId,
    participantId,
    name: "Tier",
    source: null,
    before: "silver",
    after: "gold",
    at: Date.UTC(2026, 10, 23, 9, 30),
    outcome: "confirmed",
    ...more,
  };
}

/** A reader of RFC 4180, as strict as can be. */
function readCsv(text: string): string[][] {
  const cells = [...text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)];
  expect(cells.map(([whole]) => whole).join("")).toBe(text);
  const records: string[][] = [[]];
  for (const [, quoted, bare = "", end] of cells) {
    records.at(-1)?.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === "\r\n") records.push([]);
  }
  return records.slice(0, -1);
}

function afterCell(after: string): string | undefined {
  return readCsv(historyCsv([entry({ after })]))[1]?.[5];
}

describe("the CSV", () => {
  test("has a line of names and a line for each change", () => {
    expect(historyCsv([entry()])).toBe(
      "time,conversation,participant,name,before,after,outcome,source\r\n" +
        `2026-11-23T09:30:00.000Z,${conversationId},${participantId},Tier,silver,gold,confirmed,\r\n`,
    );
  });

  test.each(['say "hello"', "a,b", "first\r\nsecond", "first\nsecond", "née 😀 مرحبا", " spaces ", ""])(
    "gives %j back as it was",
    (value) => {
      expect(afterCell(value)).toBe(value);
    },
  );

  test.each(["=1+1", "+16065550123", "-5", "@SUM(A1)", "\t=1", "\r=1"])(
    "makes a text of %j, not a formula",
    (value) => {
      expect(afterCell(value)).toBe(`'${value}`);
    },
  );

  test("guards names as well as values", () => {
    expect(readCsv(historyCsv([entry({ name: "=cmd", before: "=old" })]))[1]?.slice(3, 5)).toEqual(["'=cmd", "'=old"]);
  });

  test("can be read back whatever the values are", () => {
    fc.assert(
      fc.property(anyText(), anyText(), (name, after) => {
        const cells = readCsv(historyCsv([entry({ name, after })]))[1] ?? [];
        expect(cells).toHaveLength(8);
        expect([name, `'${name}`]).toContain(cells[3]);
        expect([after, `'${after}`]).toContain(cells[5]);
      }),
    );
  });
});

describe("the JSON", () => {
  test("says exactly what was kept", () => {
    const entries = [entry({ before: null, after: '=1+1\r\n"😀"' }), entry({ before: "" })];
    expect(JSON.parse(historyJson(entries))).toEqual(entries);
  });
});

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

  test.each(["=1+1", "+16065550123", "-5", "@SUM(A1)", "\tx", "\rx"])("makes a text of %j, not a formula", (value) => {
    expect(afterCell(value)).toBe(`'${value}`);
  });

  test.each([
    ["x;=cmd|'/c calc'!A1;y", "x;'=cmd|'/c calc'!A1;y"],
    ["x\r\n=1+1", "x\r\n'=1+1"],
    ["x\n@SUM(A1),+1\t-1", "x\n'@SUM(A1),'+1\t'-1"],
    ['x;"=1+1"', 'x;\'"=1+1"'],
    ["=1;=2", "'=1;'=2"],
    ["\t=1", "'\t'=1"],
    ["2026-11-23; a, -5; e-mail=a@b.example", "2026-11-23; a, -5; e-mail=a@b.example"],
  ])("leaves no formula behind a separator of any country or a break: %j", (value, harmless) => {
    expect(afterCell(value)).toBe(harmless);
  });

  test("guards names as well as values", () => {
    expect(readCsv(historyCsv([entry({ name: "=cmd", before: "=old" })]))[1]?.slice(3, 5)).toEqual(["'=cmd", "'=old"]);
  });

  test("can be read back whatever the values are", () => {
    fc.assert(
      fc.property(anyText(), anyText(), (name, after) => {
        const cells = readCsv(historyCsv([entry({ name, after })]))[1] ?? [];
        expect(cells).toHaveLength(8);
        for (const [cell = "", text] of [
          [cells[3], name],
          [cells[5], after],
        ] as const) {
          expect(cell).not.toMatch(/(?:^|[;,\t\r\n])[=+\-@]/);
          expect(cell.replaceAll("'", "")).toBe(text.replaceAll("'", ""));
        }
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

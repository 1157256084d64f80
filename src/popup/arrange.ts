import { matchesFilter } from "../attributes/filter.ts";
import { isSubsequence } from "../attributes/subsequence.ts";
import { message } from "../platform/i18n.ts";
import type { Row } from "./rows.ts";
import { typedText } from "./typed-text.ts";
import { restKey, type View } from "./view.ts";

/** Rows that stand together. */
export interface Section {
  readonly key: string;
  /** `""`: they stand without one. */
  readonly heading: string;
  readonly rows: readonly Row[];
  readonly isFolded: boolean;
  /** All, unless it is folded: then what is not saved yet, for that is never out of sight. */
  readonly shown: readonly Row[];
}

/** By the old value too: a row must not vanish under the hands of the person who types in it. */
function holds({ name, label, text, base, reference }: Row, filter: string): boolean {
  return [text, typedText(name, base, reference).text, label].some((value) => matchesFilter({ name, value }, filter));
}

/** What holds the text first; then what has its letters in the name, in this order. */
function found(rows: readonly Row[], filter: string): Row[] {
  const holding = new Set(rows.filter((row) => holds(row, filter)));
  const loosely = rows.filter(
    (row) => !holding.has(row) && [row.name, row.label].some((name) => isSubsequence(filter, name)),
  );
  return [...holding, ...loosely];
}

function isShown({ text, state, rule }: Row, { hideEmpty, onlyChanged }: View): boolean {
  return state !== "saved" || !(onlyChanged || (hideEmpty && text === "" && rule?.required !== true));
}

/** `CECP_` of `CECP_Flow`, `context.` of `context.caller`. */
function prefixOf({ name }: Row): string {
  return /^[^_.]+[_.]/.exec(name)?.[0] ?? "";
}

/** What a row's group is called; `""` for those that have none. */
function grouping(rows: readonly Row[], by: View["grouping"]): (row: Row) => string {
  if (by === "none") return () => "";
  if (by === "policy") return ({ rule }) => rule?.group ?? "";
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(prefixOf(row), (counts.get(prefixOf(row)) ?? 0) + 1);
  return (row) => ((counts.get(prefixOf(row)) ?? 0) > 1 ? prefixOf(row) : "");
}

/** The rows in the order and the groups in which the person wants them. While they search, what is found best stands first. */
export function arrange(rows: readonly Row[], view: View, filter: string): Section[] {
  const wanted = rows.filter((row) => isShown(row, view));
  if (filter.trim() !== "") {
    const matching = found(wanted, filter);
    return [{ key: "found", heading: "", rows: matching, isFolded: false, shown: matching }];
  }
  const groupOf = grouping(rows, view.grouping);
  const groups = new Map<string, Row[]>();
  for (const row of wanted) {
    const name = groupOf(row);
    const key = view.pins.includes(row.name) ? "pinned" : name === "" ? restKey : `group/${name}`;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  const keys = [...groups.keys()].filter((key) => key.startsWith("group/"));
  const order = ["pinned", ...keys, restKey].filter((key) => groups.has(key));
  const isAlone = order.length === 1 && groups.has(restKey);
  return order.map((key) => {
    const members = groups.get(key) ?? [];
    const isFolded = !isAlone && (key === restKey ? isRestFolded(view) : view.folded.includes(key));
    const shown = isFolded ? members.filter(({ state }) => state !== "saved") : members;
    return {
      key,
      heading: isAlone ? "" : headingOf(key),
      rows: members,
      isFolded,
      shown,
    };
  });
}

/** Of groups by prefix the rest is no debris: it is what has no prefix. */
function isRestFolded({ grouping, restOpen }: View): boolean {
  return !restOpen && grouping !== "prefix";
}

function headingOf(key: string): string {
  if (key === "pinned") return message("groupPinned");
  return key === restKey ? message("groupOther") : key.slice("group/".length);
}

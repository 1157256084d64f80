import { matchesFilter } from "../attributes/filter.ts";
import { isSubsequence } from "../attributes/subsequence.ts";
import { message } from "../platform/i18n.ts";
import type { Row } from "./rows.ts";
import { typedText } from "./typed-text.ts";
import type { View } from "./view.ts";

/** Rows that stand together. */
export interface Section {
  readonly key: string;
  /** `""`: they stand without one. */
  readonly heading: string;
  readonly rows: readonly Row[];
  readonly isFolded: boolean;
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
  if (filter.trim() !== "") return [{ key: "found", heading: "", rows: found(wanted, filter), isFolded: false }];
  const groupOf = grouping(rows, view.grouping);
  const groups = new Map<string, Row[]>();
  for (const row of wanted) {
    const key = view.pins.includes(row.name) ? "pinned" : `group/${groupOf(row)}`;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  const rest = groups.get("group/");
  const keys = [...groups.keys()].filter((key) => key !== "pinned" && key !== "group/");
  const order = [...(groups.has("pinned") ? ["pinned"] : []), ...keys, ...(rest ? ["group/"] : [])];
  return order.map((key) => ({
    key,
    heading: order.length === 1 && key === "group/" ? "" : headingOf(key),
    rows: groups.get(key) ?? [],
    isFolded: view.folded.includes(key) && !(order.length === 1 && key === "group/"),
  }));
}

function headingOf(key: string): string {
  if (key === "pinned") return message("groupPinned");
  return key === "group/" ? message("groupOther") : key.slice("group/".length);
}

import { searchedTexts, textFinder } from "../attributes/filter.ts";
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
  /** All, unless it is folded: then what is not saved yet, for that is never out of sight, and the row that someone is in. */
  readonly shown: readonly Row[];
  /** These and what is hidden between them: rows whose elements stay where they are, for a thousand are not made anew within a key's time. */
  readonly kept: readonly Row[];
}

/** What a row is found by; made once, for a thousand rows are searched with each key. */
const knownTexts = new WeakMap<Row, readonly string[]>();

function searchedIn(row: Row): readonly string[] {
  const known = knownTexts.get(row);
  if (known) return known;
  const { name, label, text, base, reference } = row;
  // By the old value too: a row must not vanish under the hands of the person who types in it.
  const texts = searchedTexts([name, label], [text, typedText(name, base, reference).text]);
  knownTexts.set(row, texts);
  return texts;
}

interface Found {
  readonly holding: ReadonlySet<Row>;
  /** They have the text's letters in the name, in this order. */
  readonly loosely: ReadonlySet<Row>;
}

function find(rows: readonly Row[], filter: string): Found {
  const holds = textFinder(filter);
  const holding = new Set(rows.filter((row) => holds(searchedIn(row))));
  const loosely = rows.filter(
    (row) => !holding.has(row) && [row.name, row.label].some((name) => isSubsequence(filter, name)),
  );
  return { holding, loosely: new Set(loosely) };
}

/** A row that someone is in must not vanish under their hands: the next keys would go to the page. */
type IsHeld = (row: Row) => boolean;

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

/** The rows in the order and the groups in which the person wants them. */
export function arrange(rows: readonly Row[], view: View, filter: string, isHeld: IsHeld): Section[] {
  const wanted = rows.filter((row) => isShown(row, view) || isHeld(row));
  const groupOf = grouping(wanted, view.grouping);
  const pins = new Set(view.pins);
  const groups = new Map<string, Row[]>();
  for (const row of wanted) {
    const name = groupOf(row);
    const key = pins.has(row.name) ? "pinned" : name === "" ? restKey : `group/${name}`;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  const keys = [...groups.keys()].filter((key) => key.startsWith("group/"));
  const order = ["pinned", ...keys, restKey].filter((key) => groups.has(key));
  const isAlone = order.length === 1 && groups.has(restKey);
  const sections = order.map((key) => {
    const members = groups.get(key) ?? [];
    const isFolded = !isAlone && (key === restKey ? isRestFolded(view) : view.folded.includes(key));
    const shown = isFolded ? members.filter((row) => row.state !== "saved" || isHeld(row)) : members;
    return { key, heading: isAlone ? "" : headingOf(key), rows: members, isFolded, shown, kept: members };
  });
  return filter.trim() === "" ? sections : onlyFound(sections, find(wanted, filter));
}

/** While someone searches, there are no headings, and what is found loosely stands last. */
function onlyFound(sections: readonly Section[], { holding, loosely }: Found): Section[] {
  const isLast = loosely.size > 0;
  const found = sections.map(({ key, rows }) => {
    const shown = rows.filter((row) => holding.has(row));
    const kept = isLast ? rows.filter((row) => !loosely.has(row)) : rows;
    return { key, heading: "", rows: shown, isFolded: false, shown, kept };
  });
  if (!isLast) return found;
  const last = [...loosely];
  const [only, ...others] = found;
  // Within one list elements move; into another one they are made anew.
  if (only && others.length === 0) {
    const shown = [...only.shown, ...last];
    return [{ ...only, rows: shown, shown, kept: [...only.kept, ...last] }];
  }
  return [...found, { key: "loosely", heading: "", rows: last, isFolded: false, shown: last, kept: last }];
}

/** Of groups by prefix the rest is no debris: it is what has no prefix. */
function isRestFolded({ grouping, restOpen }: View): boolean {
  return !restOpen && grouping !== "prefix";
}

function headingOf(key: string): string {
  if (key === "pinned") return message("groupPinned");
  return key === restKey ? message("groupOther") : key.slice("group/".length);
}

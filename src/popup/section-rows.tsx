import type { VNode } from "preact";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { message } from "../platform/i18n.ts";
import { AttributeRow } from "./attribute-row.tsx";
import { rowKey } from "./mount-rows.ts";
import type { Row } from "./rows.ts";

/** From so many rows up those out of sight are not painted. */
const long = 150;

interface Props {
  /** Those that have elements, in their order. */
  readonly rows: readonly Row[];
  /** Those of them that are to be seen. */
  readonly shown: readonly Row[];
  readonly editable: boolean;
}

/** The same list as before, if the same rows are in it. */
function useSteady(rows: readonly Row[]): readonly Row[] {
  const steady = useRef(rows);
  const before = steady.current;
  if (before.length !== rows.length || rows.some((row, index) => row !== before[index])) steady.current = rows;
  return steady.current;
}

function show(element: HTMLElement, isShown: boolean): void {
  if (element.hidden === !isShown) return;
  // What changed while nobody saw it is no news any more.
  if (isShown)
    for (const flashing of [element, ...element.querySelectorAll("[data-flash]")])
      flashing.removeAttribute("data-flash");
  element.hidden = !isShown;
  // Nobody types on in what cannot be seen.
  if (!isShown && element.contains(document.activeElement) && document.activeElement instanceof HTMLElement)
    document.activeElement.blur();
}

/**
 * Rows in which nothing changed are not painted again, and those that the filter leaves out keep their elements, hidden: making a thousand
 * anew, or taking them away, lasts 0.3 s (`npm run bench`, 2026-11-23).
 */
export function SectionRows({ rows, shown, editable }: Props) {
  const list = useRef<HTMLUListElement>(null);
  const steady = useSteady(rows);
  const painted = useRef(new Map<Row, VNode>());
  const paintedAs = useRef(editable);
  if (paintedAs.current !== editable) painted.current.clear();
  paintedAs.current = editable;

  useLayoutEffect(() => {
    if (!list.current) return;
    show(list.current, shown.length > 0);
    // Its rows are hidden by style (attributes.css), and it would be an empty list to a screen reader.
    list.current.ariaHidden = shown.length > 0 ? null : "true";
    // What is inside of a hidden list may stay as it is.
    if (shown.length === 0) return;
    const seen = new Set(shown);
    for (const [index, item] of [...list.current.children].entries()) {
      const row = steady[index];
      if (row && item instanceof HTMLElement) show(item, seen.has(row));
    }
  }, [steady, shown]);

  const label = message("attributes");
  // The same element again makes Preact skip the list.
  return useMemo(() => {
    painted.current = new Map(
      steady.map((row) => [
        row,
        painted.current.get(row) ?? <AttributeRow key={rowKey(row)} row={row} editable={editable} />,
      ]),
    );
    return (
      <ul ref={list} role="list" aria-label={label} class={steady.length < long ? "rows" : "rows long"}>
        {[...painted.current.values()]}
      </ul>
    );
  }, [steady, editable, label]);
}

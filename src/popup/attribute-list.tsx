import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { message } from "../platform/i18n.ts";
import { AttributeRow } from "./attribute-row.tsx";
import { GroupHeading } from "./group-heading.tsx";
import { rowKey, useMountedRows } from "./mount-rows.ts";
import { NothingFound } from "./nothing-found.tsx";
import { RowMenu } from "./row-menu.tsx";
import { fieldSelector, walkRows } from "./walk-rows.ts";
import type { Row } from "./rows.ts";
import { useAppState } from "./state-context.ts";

export function AttributeList() {
  const { shown } = useAppState();
  const list = useRef<HTMLDivElement>(null);
  const painted = useRef(new Map<Row, VNode>());
  const rows = useMountedRows(shown.visibleRows.value);
  const editable = shown.editable.value;
  const paintedAs = useRef(editable);

  // The same element again makes Preact skip the row: with 1,000 attributes only the one that is typed in is painted.
  if (paintedAs.current !== editable) painted.current.clear();
  paintedAs.current = editable;
  painted.current = new Map(
    rows.map((row) => [
      row,
      painted.current.get(row) ?? <AttributeRow key={rowKey(row)} row={row} editable={editable} />,
    ]),
  );

  const wanted = shown.wantedFocus.value;
  useEffect(() => {
    const items = list.current?.querySelectorAll("[data-attribute]") ?? [];
    const item = [...items].find((item) => item.getAttribute("data-attribute") === wanted);
    const field = item?.querySelector<HTMLElement>(fieldSelector);
    if (wanted === null || !field) return;
    field.focus();
    field.scrollIntoView({ block: "nearest" });
    shown.wantedFocus.value = null;
  }, [wanted, rows, shown]);

  const hidden = shown.hidden.value.length;
  return (
    <>
      {hidden === 0 ? null : (
        <p class="hidden-edits">{hidden === 1 ? message("hiddenOne") : message("hiddenMany", hidden)}</p>
      )}
      {shown.sections.value.every(({ rows }) => rows.length === 0) ? (
        <NothingFound isEmpty={shown.listed.value.length === 0} />
      ) : null}
      <div ref={list} onKeyDown={walkRows}>
        {shown.sections.value.map((section) => (
          <section key={section.key}>
            {section.heading === "" ? null : <GroupHeading section={section} />}
            {section.shown.length === 0 ? null : (
              <ul role="list" aria-label={message("attributes")} class="rows">
                {section.shown.map((row) => painted.current.get(row))}
              </ul>
            )}
          </section>
        ))}
        <RowMenu />
      </div>
    </>
  );
}

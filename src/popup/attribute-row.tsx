import { useId, useRef } from "preact/hooks";
import { message } from "../platform/i18n.ts";
import { AttributeField } from "./attribute-field.tsx";
import { AttributeName } from "./attribute-name.tsx";
import { CopyButton } from "./copy-button.tsx";
import { Icon } from "./icon.tsx";
import { MoreButton } from "./row-menu.tsx";
import { RevealButton } from "./reveal.tsx";
import { RowLink } from "./row-link.tsx";
import { RowMark } from "./row-mark.tsx";
import { isNoted, RowNotes } from "./row-notes.tsx";
import { maskable, type Row } from "./rows.ts";
import { useAppState } from "./state-context.ts";
import { copyableText } from "./typed-text.ts";

/** How often the row was changed by someone else: each time its light flashes once. */
function useChangesElsewhere(row: Row): number {
  const before = useRef(row);
  const count = useRef(0);
  const was = before.current;
  if (row.server !== was.server && row.server !== was.change?.value && row.server !== was.draft?.value)
    count.current += 1;
  before.current = row;
  return count.current;
}

/**
 * Parts without a state of their own are called, not rendered as components: a component costs an effect of the signals each, and a call with a
 * thousand attributes had ten thousand of them (`npm run bench`, 2026-11-23).
 */
export function AttributeRow({ row, editable }: { row: Row; editable: boolean }) {
  const id = useId();
  const { name, state, label, rule, locked } = row;
  const elsewhere = useChangesElsewhere(row);
  const text = copyableText(row, useAppState().unmaskOf(row));
  return (
    <li
      data-attribute={name}
      data-state={state}
      {...(elsewhere === 0 ? {} : { "data-flash": elsewhere % 2 === 0 ? "even" : "odd" })}
    >
      <div class="row-head">
        <label for={`${id}-field`} dir="auto" {...(label === name ? {} : { title: name })}>
          {AttributeName({ name: label })}
          {rule?.required ? (
            <span aria-hidden="true" class="required">
              {" *"}
            </span>
          ) : null}
        </label>
        {RowLink({ row })}
        {locked && editable ? (
          <span class="locked" id={`${id}-locked`}>
            <Icon name="lock" />
            {message("rowReadOnly")}
          </span>
        ) : null}
        {RowMark({ row, id: `${id}-mark` })}
      </div>
      <div class="row-body">
        <AttributeField
          row={row}
          editable={editable}
          id={`${id}-field`}
          describedBy={[
            `${id}-mark`,
            ...(locked && editable ? [`${id}-locked`] : []),
            ...(rule?.help ? [`${id}-help`] : []),
            ...(isNoted(row) ? [`${id}-note`] : []),
          ].join(" ")}
        />
        {RevealButton({ place: row, values: maskable(row) })}
        {text === null ? null : <CopyButton label={message("copyName", label)} value={text} what={label} />}
        <MoreButton row={row} />
      </div>
      {rule?.help ? (
        <p class="row-help" id={`${id}-help`} dir="auto">
          {rule.help}
        </p>
      ) : null}
      {RowNotes({ row, id: `${id}-note` })}
    </li>
  );
}

import { useId, useRef } from "preact/hooks";
import { message } from "../platform/i18n.ts";
import { AttributeField } from "./attribute-field.tsx";
import { AttributeName } from "./attribute-name.tsx";
import { CopyButton } from "./copy-button.tsx";
import { RowConflict } from "./row-conflict.tsx";
import { RowMark } from "./row-mark.tsx";
import { RowProblem } from "./row-problem.tsx";
import { RowUnseen } from "./row-unseen.tsx";
import { RowTooLarge } from "./row-too-large.tsx";
import { isExplained, RowWaiting } from "./row-waiting.tsx";
import type { Row } from "./rows.ts";

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

export function AttributeRow({ row, editable }: { row: Row; editable: boolean }) {
  const id = useId();
  const { name, state } = row;
  const elsewhere = useChangesElsewhere(row);
  const failed = state === "failed" && row.change?.problem ? row.change.problem : null;
  const waiting = state === "saving" && row.change && isExplained(row.change) ? row.change : null;
  const unseen = state === "sent" && row.change?.status === "unseen";
  const noted = unseen || failed !== null || waiting !== null || row.tooLarge;
  return (
    <li
      data-attribute={name}
      data-state={state}
      {...(elsewhere === 0 ? {} : { "data-flash": elsewhere % 2 === 0 ? "even" : "odd" })}
    >
      <div class="row-head">
        <label for={`${id}-field`} dir="auto">
          <AttributeName name={name} />
        </label>
        <RowMark row={row} id={`${id}-mark`} />
      </div>
      <div class="row-body">
        <AttributeField
          row={row}
          editable={editable}
          id={`${id}-field`}
          describedBy={noted ? `${id}-mark ${id}-note` : `${id}-mark`}
        />
        <CopyButton label={message("copyName", name)} value={row.text} what={name} />
      </div>
      {state === "conflict" ? <RowConflict row={row} /> : null}
      {failed ? <RowProblem row={row} problem={failed} id={`${id}-note`} /> : null}
      {waiting ? <RowWaiting change={waiting} id={`${id}-note`} /> : null}
      {unseen ? <RowUnseen id={`${id}-note`} /> : null}
      {row.tooLarge ? <RowTooLarge id={`${id}-note`} /> : null}
    </li>
  );
}

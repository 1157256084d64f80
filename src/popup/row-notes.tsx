import { message } from "../platform/i18n.ts";
import { valueProblemText } from "../platform/value-problem-text.ts";
import { RowConflict } from "./row-conflict.tsx";
import { RowProblem } from "./row-problem.tsx";
import { RowTooLarge } from "./row-too-large.tsx";
import { RowUnseen } from "./row-unseen.tsx";
import { RowWaiting } from "./row-waiting.tsx";
import { isEdited, type Row } from "./rows.ts";
import { isExplained } from "./waiting-text.ts";

function notesOf(row: Row) {
  const { state, change, tooLarge, problem, locked } = row;
  const isUnfit = problem !== null && problem.reason !== "required";
  const forbidden = locked && isEdited(row);
  return {
    forbidden,
    invalid: problem && isEdited(row) && !forbidden ? problem : null,
    unfit: isUnfit && state === "saved",
    failed: state === "failed" && change?.problem ? change.problem : null,
    waiting: state === "saving" && change && isExplained(change) ? change : null,
    unseen: state === "sent" && change?.status === "unseen",
    tooLarge,
  };
}

/** Is there anything that a field has to be described by? */
export function isNoted(row: Row): boolean {
  return Object.values(notesOf(row)).some((note) => note !== null && note !== false);
}

/** Everything that is to be said of a row, below its field. */
export function RowNotes({ row, id }: { row: Row; id: string }) {
  const { forbidden, invalid, unfit, failed, waiting, unseen, tooLarge } = notesOf(row);
  return (
    <>
      {row.state === "conflict" ? <RowConflict row={row} /> : null}
      {forbidden ? (
        <p id={id} class="row-note" data-tone="bad">
          {message("problemNotAllowed", row.label)}
        </p>
      ) : null}
      {invalid ? (
        <p id={id} class="row-note" data-tone="bad">
          {valueProblemText(invalid, row.label)}
        </p>
      ) : null}
      {unfit ? (
        <p id={id} class="row-note" data-tone="warn">
          {message("valueUnfit")}
        </p>
      ) : null}
      {failed ? <RowProblem row={row} problem={failed} id={id} /> : null}
      {waiting ? <RowWaiting change={waiting} id={id} /> : null}
      {unseen ? <RowUnseen id={id} /> : null}
      {tooLarge && !invalid ? <RowTooLarge id={id} /> : null}
    </>
  );
}

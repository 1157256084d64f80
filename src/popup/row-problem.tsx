import { message } from "../platform/i18n.ts";
import { problemText } from "../platform/problem-text.ts";
import type { Problem } from "../protocol/problem.ts";
import { CopyButton } from "./copy-button.tsx";
import type { Row } from "./rows.ts";
import { useAppState } from "./state-context.ts";

/** Why the server refused it, at the field. */
export function RowProblem({ row, problem, id }: { row: Row; problem: Problem; id: string }) {
  const { tryAgain, shown } = useAppState();
  const { text, correlationId } = problemText(problem, "kept");
  return (
    <div class="row-problem">
      <p id={id}>{text}</p>
      {correlationId === undefined ? null : (
        <p class="correlation">
          {message("correlationLabel", correlationId)}
          <CopyButton label={message("copyCorrelation")} value={correlationId} what={correlationId} />
        </p>
      )}
      {shown.editable.value ? (
        <button type="button" onClick={() => tryAgain(row)}>
          {message("tryAgain")}
        </button>
      ) : null}
    </div>
  );
}

import { message } from "../platform/i18n.ts";
import { problemText } from "../platform/problem-text.ts";
import type { ShownSource } from "../protocol/sources.ts";
import { ProposalTable } from "./proposal-table.tsx";
import type { Answered, ProposalLine } from "./sources.ts";
import { useAppState } from "./state-context.ts";

/** What became of the values: in one line. */
function outcomeOf(lines: readonly ProposalLine[], { isUndoable }: ShownSource): string {
  const written = lines.filter(({ isWritten }) => isWritten);
  if (written.length > 0) {
    const names = written.map(({ name }) => name).join(", ");
    if (!written.every(({ isThere }) => isThere)) return message("sourceWriting", names);
    return message(isUndoable ? "sourceWroteItself" : "sourceWrote", names);
  }
  return message(lines.some(({ effect }) => effect !== "same") ? "sourceProposes" : "sourceSame");
}

/** What the source says, line by line, beside what is there; and the choice. */
export function Proposal({ source, progress }: { source: ShownSource; progress: Answered }) {
  const { proposalLines, applySource, dismissSource, shown } = useAppState();
  const lines = proposalLines(source, progress);
  const open = lines.filter((line) => line.isOpen);
  const chosen = lines.filter(({ isChosen }) => isChosen);
  const isAll = open.every(({ isChosen, isByRule }) => isChosen === isByRule);
  const isOpen = open.length > 0 && !progress.isDismissed;
  return (
    <>
      <p aria-live="polite">{outcomeOf(lines, source)}</p>
      {progress.problem ? <p class="source-failed">{problemText(progress.problem).text}</p> : null}
      <details open={isOpen}>
        <summary>{message("sourceValues", lines.length)}</summary>
        <ProposalTable source={source} lines={lines} />
      </details>
      {isOpen && shown.editable.value ? (
        <div class="buttons">
          <button
            type="button"
            class="primary"
            disabled={chosen.length === 0}
            onClick={() => applySource(source, chosen)}
          >
            {isAll ? message("applyAll") : message("applyChosen", chosen.length)}
          </button>
          <button type="button" onClick={() => dismissSource(source)}>
            {message("dismiss")}
          </button>
        </div>
      ) : null}
    </>
  );
}

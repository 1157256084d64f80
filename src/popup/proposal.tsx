import { message } from "../platform/i18n.ts";
import { problemText } from "../platform/problem-text.ts";
import type { ShownSource } from "../protocol/sources.ts";
import { ProposalTable } from "./proposal-table.tsx";
import type { Answered, ProposalLine } from "./sources.ts";
import { useAppState } from "./state-context.ts";

/** What became of the values: in one line. */
function outcomeOf(
  lines: readonly ProposalLine[],
  { isUndoable }: ShownSource,
  labelOf: (name: string) => string,
): string {
  const written = lines.filter(({ isWritten }) => isWritten);
  if (written.length > 0) {
    const names = written.map(({ name }) => labelOf(name)).join(", ");
    if (!written.every(({ isThere }) => isThere)) return message("sourceWriting", names);
    return message(isUndoable ? "sourceWroteItself" : "sourceWrote", names);
  }
  return message(lines.some(({ effect }) => effect !== "same") ? "sourceProposes" : "sourceSame");
}

interface Parts {
  readonly source: ShownSource;
  readonly progress: Answered;
}

/** What can be chosen, and whether the choice stands open. */
function useChoice({ source, progress }: Parts) {
  const lines = useAppState().proposalLines(source, progress);
  const open = lines.filter((line) => line.isOpen);
  return { lines, open, isOpen: open.length > 0 && !progress.isDismissed };
}

/** What the source says, line by line, beside what is there. */
export function Proposal(parts: Parts) {
  const { source, progress } = parts;
  const { shown } = useAppState();
  const { lines, isOpen } = useChoice(parts);
  return (
    <>
      <p aria-live="polite">{outcomeOf(lines, source, shown.labelOf)}</p>
      {progress.problem ? <p class="source-failed">{problemText(progress.problem).text}</p> : null}
      <details open={isOpen}>
        <summary>{message("sourceValues", lines.length)}</summary>
        <ProposalTable source={source} lines={lines} />
      </details>
    </>
  );
}

/** What the person does with it. */
export function ProposalButtons(parts: Parts) {
  const { source } = parts;
  const { applySource, dismissSource, shown } = useAppState();
  const { lines, open, isOpen } = useChoice(parts);
  const chosen = lines.filter(({ isChosen }) => isChosen);
  const isAll = open.every(({ isChosen, isByRule }) => isChosen === isByRule);
  if (!isOpen || !shown.editable.value) return null;
  return (
    <>
      <button type="button" class="primary" disabled={chosen.length === 0} onClick={() => applySource(source, chosen)}>
        {isAll ? message("applyAll") : message("applyChosen", chosen.length)}
      </button>
      <button type="button" onClick={() => dismissSource(source)}>
        {message("dismiss")}
      </button>
    </>
  );
}

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { message } from "../platform/i18n.ts";
import { problemText } from "../platform/problem-text.ts";
import type { HistoryEntry } from "../protocol/history.ts";
import { Dialog } from "./dialog.tsx";
import { download } from "../platform/download.ts";
import { groupByCall } from "./history.ts";
import { historyCsv, historyJson } from "./history-export.ts";
import { HistoryList } from "./history-list.tsx";
import { useAppState } from "./state-context.ts";

/** Spreadsheets take a file without this mark for one in an old encoding. */
const byteOrderMark = "\uFEFF";

/** One's own changes: of the shown call, or of all calls that are still kept; to look at, take along, and clear. */
export function HistoryDialog({ onClose }: { onClose: () => void }) {
  const { shown, readHistory, clearHistory } = useAppState();
  const entries = useSignal<readonly HistoryEntry[] | null>(null);
  const all = useSignal(false);
  const problem = useSignal("");
  const closing = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    void readHistory().then((answer) => {
      if ("entries" in answer) entries.value = answer.entries;
      else problem.value = problemText(answer.problem).text;
    });
  }, [readHistory, entries, problem]);

  async function clear(): Promise<void> {
    const refused = await clearHistory();
    if (refused) problem.value = problemText(refused).text;
    else {
      // The button that was pressed is disabled now: it would drop the focus.
      closing.current?.focus();
      entries.value = [];
    }
  }
  const shownId = shown.call.value?.conversationId;
  const everything = all.value || shownId === undefined;
  const groups = groupByCall(entries.value ?? [], shownId).filter(
    ({ conversationId }) => everything || conversationId === shownId,
  );
  const listed = groups.flatMap((group) => group.entries);
  return (
    <Dialog label={message("myChanges")} onClose={onClose} wide>
      {shownId === undefined ? null : (
        <label class="check">
          <input
            type="checkbox"
            autocomplete="off"
            checked={all.value}
            onChange={({ currentTarget }) => (all.value = currentTarget.checked)}
          />
          {message("allCalls")}
        </label>
      )}
      <p class="field-error" aria-live="assertive">
        {problem.value}
      </p>
      {entries.value === null ? null : (
        <HistoryList
          groups={groups}
          shownId={shownId}
          emptyText={message(everything ? "historyEmpty" : "historyEmptyCall")}
        />
      )}
      <div class="buttons">
        <button type="button" class="quiet apart" disabled={(entries.value ?? []).length === 0} onClick={clear}>
          {message("clear")}
        </button>
        <button
          type="button"
          disabled={listed.length === 0}
          onClick={() => download("calltag-changes.csv", "text/csv;charset=utf-8", byteOrderMark + historyCsv(listed))}
        >
          {message("exportCsv")}
        </button>
        <button
          type="button"
          disabled={listed.length === 0}
          onClick={() => download("calltag-changes.json", "application/json", historyJson(listed))}
        >
          {message("exportJson")}
        </button>
        <button type="button" class="primary" ref={closing} onClick={onClose}>
          {message("close")}
        </button>
      </div>
    </Dialog>
  );
}

import { useRef } from "preact/hooks";
import { message } from "../platform/i18n.ts";
import { useAppState } from "./state-context.ts";
import type { Undoable } from "./undo.ts";

function undoTitle(undoable: Undoable, labelOf: (name: string) => string): string {
  return undoable.kind === "discard"
    ? message("undoDiscard")
    : message("undoSave", undoable.names.map(labelOf).join(", "));
}

/** Undo only while there is something to take back; Save and Discard always, so that they do not move. */
export function FooterActions() {
  const { shown, undoable, saveAll, discardAll, undo } = useAppState();
  const discardable = shown.rows.value.some(({ draft, state }) => draft !== undefined || state === "failed");
  const savable = shown.edited.value.length > 0 && shown.editable.value;
  const bar = useRef<HTMLDivElement>(null);

  // A button that goes away or is disabled under the focus drops it on the page: it stays in this bar instead.
  function keepingFocus(act: () => unknown): () => void {
    return () => {
      const focused = document.activeElement;
      // First the act: moving the focus lays the whole page out.
      act();
      if (document.activeElement === focused) bar.current?.focus();
    };
  }
  return (
    <div class="actions" ref={bar} tabIndex={-1}>
      {undoable.value ? (
        <button type="button" title={undoTitle(undoable.value, shown.labelOf)} onClick={keepingFocus(undo)}>
          {message("undo")}
        </button>
      ) : null}
      <button type="button" disabled={!discardable} onClick={keepingFocus(discardAll)}>
        {message("discard")}
      </button>
      <button type="button" class="primary" disabled={!savable} onClick={keepingFocus(saveAll)}>
        {message("save")}
      </button>
    </div>
  );
}

import { message } from "../platform/i18n.ts";
import type { Row } from "./rows.ts";
import { useAppState } from "./state-context.ts";

/** Both values side by side, and the choice. */
export function RowConflict({ row }: { row: Row }) {
  const { keepMine, takeTheirs } = useAppState();
  return (
    <div class="conflict">
      <p>{message("conflictText")}</p>
      <dl>
        <div>
          <dt>{message("yours")}</dt>
          <dd dir="auto">{row.value === "" ? <i>{message("emptyValue")}</i> : row.value}</dd>
        </div>
        <div>
          <dt>{message("theirs")}</dt>
          <dd dir="auto">
            {row.server === null || row.server === "" ? (
              <i>{message(row.server === null ? "notThere" : "emptyValue")}</i>
            ) : (
              row.server
            )}
          </dd>
        </div>
      </dl>
      <div class="buttons">
        <button type="button" onClick={() => keepMine(row)}>
          {message("keepMine")}
        </button>
        <button type="button" onClick={() => takeTheirs(row)}>
          {message("takeTheirs")}
        </button>
      </div>
    </div>
  );
}

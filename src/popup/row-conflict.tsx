import { shownText } from "../attributes/stand-in.ts";
import { message } from "../platform/i18n.ts";
import type { Row } from "./rows.ts";
import { useAppState } from "./state-context.ts";
import { typedText } from "./typed-text.ts";

/** Both values side by side, and the choice. */
export function RowConflict({ row }: { row: Row }) {
  const { keepMine, takeTheirs, shown, unmaskOf } = useAppState();
  const unmask = unmaskOf(row);
  const [value, server] = [unmask(row.value), row.server === null ? null : unmask(row.server)];
  const mine = typedText(row.name, row.draft ? row.draft.base : row.base, value).text;
  const text = server === null ? null : typedText(row.name, server, server).text;
  // Where only the types in front differ, they are what the choice is about.
  const [yours, theirs] = mine === text ? [shownText(value), server && shownText(server)] : [mine, text];
  return (
    <div class="conflict">
      <p>{message("conflictText")}</p>
      <dl>
        <div>
          <dt>{message("yours")}</dt>
          <dd dir="auto">{yours === "" ? <i>{message("emptyValue")}</i> : yours}</dd>
        </div>
        <div>
          <dt>{message("theirs")}</dt>
          <dd dir="auto">
            {theirs === null || theirs === "" ? <i>{message(theirs === null ? "notThere" : "emptyValue")}</i> : theirs}
          </dd>
        </div>
      </dl>
      {shown.editable.value ? (
        <div class="buttons">
          <button type="button" onClick={() => keepMine(row)}>
            {message("keepMine")}
          </button>
          <button type="button" onClick={() => takeTheirs(row)}>
            {message("takeTheirs")}
          </button>
        </div>
      ) : null}
    </div>
  );
}

import { message } from "../platform/i18n.ts";
import { Icon, type IconName } from "./icon.tsx";
import type { Row } from "./rows.ts";

interface Mark {
  readonly icon: IconName;
  readonly text: string;
}

function markOf({ state, change }: Row): Mark | null {
  switch (state) {
    case "saved":
      return null;
    case "edited":
      return { icon: "edit", text: message("stateEdited") };
    case "saving":
      return change?.status === "waiting"
        ? { icon: "wait", text: message("stateWaiting") }
        : { icon: "wait", text: message("stateSaving") };
    case "sent":
      return change?.status === "unseen"
        ? { icon: "sent", text: message("stateUnseen") }
        : { icon: "sent", text: message("stateSent") };
    case "conflict":
      return { icon: "fork", text: message("stateConflict") };
    case "failed":
      return { icon: "alert", text: message("stateFailed") };
  }
}

/** The row's state in words and a sign; the colour only repeats it. */
export function RowMark({ row, id }: { row: Row; id: string }) {
  const mark = markOf(row);
  return (
    <span class="mark" id={id}>
      {mark ? (
        <>
          <Icon name={mark.icon} />
          {mark.text}
        </>
      ) : null}
    </span>
  );
}

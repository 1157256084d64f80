import { message } from "../platform/i18n.ts";
import { useAppState } from "./state-context.ts";

/** Why the list is empty, and the way out if it is the filter. */
export function NothingFound({ isEmpty }: { isEmpty: boolean }) {
  const { shown, changeView } = useAppState();
  if (isEmpty) return <p class="nothing muted">{message("noAttributes")}</p>;
  if (shown.filter.value.trim() === "")
    return (
      <div class="nothing">
        <p class="muted">{message("viewNothing")}</p>
        <button
          type="button"
          onClick={() => {
            changeView({ hideEmpty: false, onlyChanged: false });
          }}
        >
          {message("showAll")}
        </button>
      </div>
    );
  return (
    <div class="nothing">
      <p class="muted">{message("filterNothing", shown.filter.value)}</p>
      <button
        type="button"
        onClick={() => {
          shown.filter.value = "";
        }}
      >
        {message("clearFilter")}
      </button>
    </div>
  );
}

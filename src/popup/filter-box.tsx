import { message } from "../platform/i18n.ts";
import { Icon } from "./icon.tsx";
import { filterId } from "./shortcuts.ts";
import { useAppState } from "./state-context.ts";
import { walkRows } from "./walk-rows.ts";

export function FilterBox() {
  const { shown } = useAppState();
  const { all, matching } = shown.merged.value;
  const total = shown.isEveryone.value ? all.length : shown.listed.value.length;
  const found = shown.isEveryone.value ? matching.length : shown.visibleRows.value.length;
  const active = shown.filter.value.trim() !== "";
  const label = message("filterLabel");
  return (
    <div class="filter">
      <Icon name="search" />
      <input
        id={filterId}
        type="search"
        aria-label={label}
        placeholder={label}
        autocomplete="off"
        spellcheck={false}
        aria-describedby="filter-count"
        value={shown.filter.value}
        onInput={({ currentTarget }) => {
          shown.filter.value = currentTarget.value;
        }}
        onKeyDown={(event) => {
          walkRows(event);
          if (event.key !== "Escape" || !active || event.isComposing) return;
          event.preventDefault();
          shown.filter.value = "";
        }}
      />
      <span id="filter-count" class="filter-count muted">
        {active ? message("filterCount", found, total) : total}
      </span>
    </div>
  );
}

import { message } from "../platform/i18n.ts";
import { isMissing } from "./rows.ts";
import { useAppState } from "./state-context.ts";

/** What the organization needs of this call, and is not there yet. It stops nobody. */
export function RequiredBanner() {
  const { shown } = useAppState();
  const missing = shown.editable.value ? shown.listed.value.filter(isMissing) : [];
  if (missing.length === 0) return null;
  return (
    <div class="needed">
      <span>{message("requiredEmpty")}</span>
      {missing.map(({ name, label }) => (
        <button
          type="button"
          class="quiet"
          key={name}
          onClick={() => {
            shown.show(name);
          }}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

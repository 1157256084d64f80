import { message } from "../platform/i18n.ts";
import { Alert } from "./alert.tsx";
import { EmptyState } from "./empty-state.tsx";
import { useAppState } from "./state-context.ts";

export function SetupNeeded() {
  const { openSettings } = useAppState();
  return (
    <EmptyState icon="settings" title={message("setupTitle")} text={message("setupText")}>
      <Alert />
      <button type="button" class="primary" onClick={openSettings}>
        {message("openSettings")}
      </button>
    </EmptyState>
  );
}

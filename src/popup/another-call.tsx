import { message } from "../platform/i18n.ts";
import { PasteCall } from "./paste-call.tsx";
import { useAppState } from "./state-context.ts";

/** Beside the calls that are there: the way to one that is not. */
export function AnotherCall() {
  const { pasting } = useAppState();
  return (
    <details
      class="another"
      open={pasting.isOpen.value}
      onToggle={({ currentTarget }) => (pasting.isOpen.value = currentTarget.open)}
    >
      <summary>{message("anotherCall")}</summary>
      <PasteCall />
    </details>
  );
}

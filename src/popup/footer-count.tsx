import { message } from "../platform/i18n.ts";
import { useAppState } from "./state-context.ts";

function countText(changes: number, conflicts: number, failed: number): string {
  const parts = [
    ...(changes === 0 ? [] : [changes === 1 ? message("changesOne") : message("changesMany", changes)]),
    ...(conflicts === 0 ? [] : [conflicts === 1 ? message("conflictsOne") : message("conflictsMany", conflicts)]),
    ...(failed === 0 ? [] : [message("failedCount", failed)]),
  ];
  return parts.length === 0 ? message("noChanges") : parts.join(", ");
}

export function FooterCount() {
  const { shown } = useAppState();
  const conflicts = shown.unresolved.value.filter(({ state }) => state === "conflict").length;
  const failed = shown.unresolved.value.length - conflicts;
  return <p class="count">{countText(shown.edited.value.length, conflicts, failed)}</p>;
}

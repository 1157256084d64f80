import { message } from "../platform/i18n.ts";
import { EmptyState } from "./empty-state.tsx";

export function Orphaned() {
  return <EmptyState icon="refresh" title={message("orphanedTitle")} text={message("orphanedText")} />;
}

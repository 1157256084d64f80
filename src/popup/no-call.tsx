import { message } from "../platform/i18n.ts";
import { Alert } from "./alert.tsx";
import { EmptyState } from "./empty-state.tsx";
import { PasteCall } from "./paste-call.tsx";

export function NoCall() {
  return (
    <EmptyState icon="call" title={message("noCallTitle")} text={message("noCallText")}>
      <Alert />
      <PasteCall />
    </EmptyState>
  );
}

import { message } from "../platform/i18n.ts";
import { Alert } from "./alert.tsx";
import { EmptyState } from "./empty-state.tsx";

export function SigningIn() {
  return (
    <EmptyState icon="call" title={message("signingInTitle")} text={message("signingInText")}>
      <Alert />
      <div class="progress" aria-hidden="true" />
    </EmptyState>
  );
}

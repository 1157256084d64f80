import { message } from "../platform/i18n.ts";
import type { PublishedState } from "../protocol/published-state.ts";

/** Three steps lead to the first sign-in; where the organization took two of them for everybody, there is nothing to lead. */
export function isFirstRun({ account, policy }: PublishedState): boolean {
  return account.status !== "signed-in" && (policy.region === undefined || policy.clientId === undefined);
}

/** The number of a step, before its heading. */
export function StepMark({ step, isDone }: { step: number; isDone: boolean }) {
  return (
    <span class="step" data-done={isDone}>
      <span class="visually-hidden">{isDone ? message("stepDone", step) : message("step", step)}</span>
      <span aria-hidden="true">{isDone ? "✓" : step}</span>
    </span>
  );
}

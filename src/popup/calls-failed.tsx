import { message } from "../platform/i18n.ts";
import { problemText } from "../platform/problem-text.ts";
import type { Problem } from "../protocol/problem.ts";
import { Alert } from "./alert.tsx";
import { EmptyState } from "./empty-state.tsx";
import { useAppState } from "./state-context.ts";

export function CallsFailed({ problem }: { problem: Problem | null }) {
  const { refresh } = useAppState();
  return (
    <EmptyState icon="alert" title={message("callsFailedTitle")}>
      <Alert standing={problem ? problemText(problem) : null} />
      <button type="button" class="primary" onClick={refresh}>
        {message("tryAgain")}
      </button>
    </EmptyState>
  );
}

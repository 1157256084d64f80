import { message } from "../platform/i18n.ts";
import { problemText } from "../platform/problem-text.ts";
import type { Problem } from "../protocol/problem.ts";
import { Alert } from "./alert.tsx";
import { EmptyState } from "./empty-state.tsx";
import { useAppState } from "./state-context.ts";

export function SignedOut({ problem }: { problem: Problem | null }) {
  const { signIn, signInAt, openSettings, published } = useAppState();
  const home = problem?.kind === "wrong-region" ? problem.region : undefined;
  const isLocked = published.value?.policy.region !== undefined;
  return (
    <EmptyState icon="call" title={message("signedOutTitle")} text={message("signedOutText")}>
      <Alert standing={problem ? problemText(problem) : null} />
      {home !== undefined && !isLocked ? (
        <button type="button" onClick={() => signInAt(home)}>
          {message("useRegion")}
        </button>
      ) : null}
      {home !== undefined && isLocked ? <p class="muted">{message("setByOrganization")}</p> : null}
      <button type="button" class="primary" onClick={signIn}>
        {message("signIn")}
      </button>
      <button type="button" class="quiet" onClick={openSettings}>
        {message("settings")}
      </button>
    </EmptyState>
  );
}

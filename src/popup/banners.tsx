import { message } from "../platform/i18n.ts";
import { problemReason, problemText } from "../platform/problem-text.ts";
import { Icon } from "./icon.tsx";
import { useAppState } from "./state-context.ts";

/** What makes the data on screen less than live. */
export function Banners({ signInNeeded }: { signInNeeded: boolean }) {
  const { published, signIn, refresh } = useAppState();
  const state = published.value;
  if (signInNeeded)
    return (
      <div class="banner" data-tone="warn">
        <Icon name="wait" />
        <p>{message("signInNeededText")}</p>
        <button type="button" onClick={signIn}>
          {message("signIn")}
        </button>
      </div>
    );
  if (state?.channel === "lost")
    return (
      <div class="banner" data-tone="warn">
        <Icon name="refresh" />
        <p>{message("channelLostText")}</p>
      </div>
    );
  if (state?.calls.problem && state.calls.list.length > 0)
    return (
      <div class="banner" data-tone="warn">
        <Icon name="alert" />
        <p>
          {`${problemReason(state.calls.problem)} `}
          {message("listFailedText")}
        </p>
        <button type="button" onClick={refresh}>
          {message("tryAgain")}
        </button>
      </div>
    );
  if (state?.calls.refused)
    return (
      <div class="banner" data-tone="warn">
        <Icon name="alert" />
        <p>
          {`${message("refusedCall")} `}
          {problemText(state.calls.refused.problem).text}
        </p>
      </div>
    );
  return null;
}

import { message } from "../platform/i18n.ts";
import { Icon } from "./icon.tsx";
import { useAppState } from "./state-context.ts";
import { isExplained, unseenText, waitingText } from "./waiting-text.ts";

/** What waits, why, and until when; and what was accepted but is not to be seen yet. Of all calls, not only of the shown one. */
export function Waiting() {
  const { published, tryNow } = useAppState();
  const changes = published.value?.changes ?? [];
  const waiting = changes.filter(isExplained);
  const unseen = changes.filter(({ status }) => status === "unseen").length;
  const { text, isLong } = waitingText(waiting);
  return (
    <>
      {waiting.length === 0 ? null : (
        <div class="waiting">
          <Icon name="wait" />
          <p>{text}</p>
          {isLong ? (
            <button type="button" onClick={tryNow}>
              {message("tryNow")}
            </button>
          ) : null}
        </div>
      )}
      {unseen === 0 ? null : (
        <div class="waiting">
          <Icon name="sent" />
          <p>{unseenText(unseen)}</p>
        </div>
      )}
    </>
  );
}

import { message } from "../platform/i18n.ts";
import { clockTime } from "../platform/problem-text.ts";
import { Icon } from "./icon.tsx";
import { isExplained, waitText } from "./row-waiting.tsx";
import { useAppState } from "./state-context.ts";

/** A longer wait is said as such, and can be cut short. */
const longWait = 180_000;

/** What waits, why, and until when; and what was accepted but is not to be seen yet. Of all calls, not only of the shown one. */
export function Waiting() {
  const { published, refresh } = useAppState();
  const changes = published.value?.changes ?? [];
  const waiting = changes.filter(isExplained);
  const unseen = changes.filter(({ status }) => status === "unseen").length;
  const problem = waiting.find(({ problem }) => problem !== null)?.problem ?? null;
  const earliest = Math.min(...waiting.flatMap(({ retryAt }) => retryAt ?? []));
  const retryAt = Number.isFinite(earliest) ? earliest : null;
  const long = retryAt !== null && retryAt - Date.now() > longWait;
  const why =
    long && problem?.kind === "rate-limited"
      ? message("waitsLong", clockTime(retryAt))
      : waitText({ problem, retryAt });
  return (
    <>
      {waiting.length === 0 ? null : (
        <div class="waiting">
          <Icon name="wait" />
          <p>{waiting.length === 1 ? message("waitsOne", why) : message("waitsMany", why, waiting.length)}</p>
          {long ? (
            <button type="button" onClick={refresh}>
              {message("tryNow")}
            </button>
          ) : null}
        </div>
      )}
      {unseen === 0 ? null : (
        <div class="waiting">
          <Icon name="sent" />
          <p>{unseen === 1 ? message("unseenOne") : message("unseenMany", unseen)}</p>
        </div>
      )}
    </>
  );
}

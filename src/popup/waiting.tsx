import { message } from "../platform/i18n.ts";
import { clockTime, problemReason } from "../platform/problem-text.ts";
import { Icon } from "./icon.tsx";
import { useAppState } from "./state-context.ts";

/** What waits, why, and until when; and what was accepted but is not to be seen yet. Of all calls, not only of the shown one. */
export function Waiting() {
  const { published } = useAppState();
  const changes = published.value?.changes ?? [];
  const waiting = changes.filter(
    ({ status, problem, retryAt }) => status === "waiting" && (problem ?? retryAt) !== null,
  );
  const unseen = changes.filter(({ status }) => status === "unseen").length;
  const problem = waiting.find(({ problem }) => problem !== null)?.problem;
  const retryAt = Math.min(...waiting.flatMap(({ retryAt }) => retryAt ?? []));
  const why = [
    ...(problem ? [problemReason(problem)] : []),
    ...(Number.isFinite(retryAt) ? [message("waitsUntil", clockTime(retryAt))] : []),
  ].join(" ");
  return (
    <>
      {waiting.length === 0 ? null : (
        <p class="waiting">
          <Icon name="wait" />
          {waiting.length === 1 ? message("waitsOne", why) : message("waitsMany", why, waiting.length)}
        </p>
      )}
      {unseen === 0 ? null : (
        <p class="waiting">
          <Icon name="sent" />
          {unseen === 1 ? message("unseenOne") : message("unseenMany", unseen)}
        </p>
      )}
    </>
  );
}

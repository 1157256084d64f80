import { locale, message } from "../platform/i18n.ts";
import type { CallHistory } from "./history.ts";
import { HistoryEntryItem } from "./history-entry.tsx";

interface Props {
  readonly groups: readonly CallHistory[];
  readonly shownId: string | undefined;
  readonly emptyText: string;
}

function callText({ conversationId, entries }: CallHistory, shownId: string | undefined): string {
  if (conversationId === shownId) return message("thisCall");
  const dates = new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeStyle: "short" });
  return message("callOf", dates.format(entries[0]?.at ?? 0));
}

/** Call by call. It scrolls by itself, so the keyboard can reach it. */
export function HistoryList({ groups, shownId, emptyText }: Props) {
  if (groups.length === 0)
    return (
      <p class="nothing muted" aria-live="polite">
        {emptyText}
      </p>
    );
  return (
    <div class="history" tabIndex={0} role="region" aria-label={message("myChanges")}>
      {groups.map((group) => (
        <section key={group.conversationId}>
          <h3>{callText(group, shownId)}</h3>
          <ul>
            {group.entries.map((entry) => (
              <HistoryEntryItem key={entry.order} entry={entry} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

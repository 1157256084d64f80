import { locale, message } from "../platform/i18n.ts";
import type { PublishedState } from "../protocol/published-state.ts";
import { defaultHistoryDays } from "../protocol/settings.ts";
import { SetByOrganization } from "./set-by-organization.tsx";
import type { OptionsState } from "./state.ts";

const choices = [0, 1, 7, 30, 90];

function daysText(days: number): string {
  if (days === 0) return message("historyNever");
  return new Intl.NumberFormat(locale(), { style: "unit", unit: "day", unitDisplay: "long" }).format(days);
}

/** How long one's own changes are kept on this computer. */
export function HistorySection({ published, state }: { published: PublishedState; state: OptionsState }) {
  const decided = published.policy.history.days;
  const { account } = published;
  /** Of the person whom this page shows, and of nobody who came in their place. */
  async function clear(): Promise<void> {
    if (account.status === "signed-in") await state.clearHistory(account.owner);
  }
  const days = decided ?? published.settings.historyDays ?? defaultHistoryDays;
  return (
    <section>
      <h2>{message("historyHeading")}</h2>
      <label for="history-days">{message("historyDays")}</label>
      <select
        id="history-days"
        autocomplete="off"
        disabled={decided !== undefined}
        aria-describedby="history-lock history-help"
        value={days.toString()}
        onChange={({ currentTarget }) => state.prefer({ historyDays: Number(currentTarget.value) })}
      >
        {[...new Set([...choices, days])]
          .toSorted((a, b) => a - b)
          .map((choice) => (
            <option key={choice} value={choice.toString()}>
              {daysText(choice)}
            </option>
          ))}
      </select>
      <SetByOrganization id="history-lock" locked={decided !== undefined} />
      <p id="history-help" class="muted">
        {message("historyHelp")}
      </p>
      <button type="button" disabled={account.status !== "signed-in"} onClick={clear}>
        {message("clearHistoryNow")}
      </button>
    </section>
  );
}

import { message } from "../platform/i18n.ts";
import { clockTime } from "../platform/problem-text.ts";
import type { HistoryEntry, Outcome } from "../protocol/history.ts";
import { AttributeName } from "./attribute-name.tsx";
import { useAppState } from "./state-context.ts";
import { typedText } from "./typed-text.ts";

function outcomeText(outcome: Outcome): string {
  switch (outcome) {
    case "on-its-way":
      return message("outcomeOnItsWay");
    case "confirmed":
      return message("outcomeConfirmed");
    case "refused":
      return message("outcomeRefused");
    case "conflict":
      return message("outcomeConflict");
    case "discarded":
      return message("outcomeDiscarded");
  }
}

function Value({ text }: { text: string | null }) {
  if (text === null || text === "") return <i>{message(text === null ? "notThere" : "emptyValue")}</i>;
  return <span dir="auto">{text}</span>;
}

/** One change: name, what became of it and when, before and after. */
export function HistoryEntryItem({ entry }: { entry: HistoryEntry }) {
  const { shown } = useAppState();
  const { name, before, after, at, outcome, source } = entry;
  return (
    <li>
      <p class="history-head">
        <b dir="auto">
          <AttributeName name={shown.labelOf(name)} />
        </b>
        <span class="history-when">
          <span class="history-outcome" data-outcome={outcome}>
            {outcomeText(outcome)}
          </span>{" "}
          {source === null ? null : message("historySource", source)}{" "}
          <time dateTime={new Date(at).toISOString()}>{clockTime(at)}</time>
        </span>
      </p>
      <p class="history-values">
        <Value text={before === null ? null : typedText(name, before, before).text} />
        <span aria-hidden="true"> → </span>
        <span class="visually-hidden">{message("changedTo")}</span>
        <Value text={typedText(name, before, after).text} />
      </p>
    </li>
  );
}

import { message } from "../platform/i18n.ts";
import { AttributeName } from "./attribute-name.tsx";
import { legText } from "./leg-text.ts";
import { NothingFound } from "./nothing-found.tsx";
import { ReadingValue } from "./reveal.tsx";
import { useAppState } from "./state-context.ts";

/** What all legs say, to read: each value with the leg that it came from. */
export function AllParticipantsList() {
  const { shown } = useAppState();
  const { all, matching } = shown.merged.value;
  return (
    <>
      {matching.length === 0 ? <NothingFound isEmpty={all.length === 0} /> : null}
      <ul role="list" aria-label={message("attributes")} class="merged">
        {matching.map(({ name, origins }) => (
          <li key={name} data-attribute={name}>
            <p class="merged-name" dir="auto">
              <AttributeName name={shown.labelOf(name)} />
            </p>
            {origins.map(({ leg, value }) => (
              <div key={leg.id} class="merged-value">
                <ReadingValue
                  place={{ conversationId: shown.call.value?.conversationId ?? "", participantId: leg.id, name }}
                  value={value}
                />
                <p class="muted" dir="auto">
                  {legText(leg)}
                </p>
              </div>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}

import { message } from "../platform/i18n.ts";
import { AttributeName } from "./attribute-name.tsx";
import { CopyButton } from "./copy-button.tsx";
import { legText } from "./leg-text.ts";
import { NothingFound } from "./nothing-found.tsx";
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
              <AttributeName name={name} />
            </p>
            {origins.map(({ leg, text }) => (
              <div key={leg.id} class="merged-value">
                <p dir="auto">{text === "" ? <i>{message("emptyValue")}</i> : text}</p>
                <p class="muted" dir="auto">
                  {legText(leg)}
                </p>
                <CopyButton label={message("copyName", name)} value={text} what={name} />
              </div>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}

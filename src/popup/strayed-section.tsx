import { useEffect, useRef } from "preact/hooks";
import { message } from "../platform/i18n.ts";
import { AttributeName } from "./attribute-name.tsx";
import { CopyButton } from "./copy-button.tsx";
import { Icon } from "./icon.tsx";
import { useAppState } from "./state-context.ts";

/** Above the list: what was typed for a leg that the call has no more, and what can be done with it. */
export function StrayedSection() {
  const { strayed, newLeg, moveStrayed, discardStrayed } = useAppState();
  const section = useRef<HTMLElement>(null);
  const isThere = strayed.value.length > 0;
  // It comes while someone looks further down.
  useEffect(() => {
    if (isThere) section.current?.scrollIntoView({ block: "nearest" });
  }, [isThere]);
  if (!isThere) return null;
  const title = message("strayedTitle");
  return (
    <section ref={section} class="strayed" aria-label={title}>
      <h2>
        <Icon name="alert" />
        {title}
      </h2>
      <p class="muted">{message(newLeg.value ? "strayedText" : "strayedCopyText")}</p>
      <ul>
        {strayed.value.map(({ participantId, name, text }) => (
          <li key={JSON.stringify([participantId, name])}>
            <span class="strayed-name" dir="auto">
              <AttributeName name={name} />
            </span>
            <span class="strayed-text" dir="auto">
              {text === "" ? <i>{message("emptyValue")}</i> : text}
            </span>
            <CopyButton label={message("copyName", name)} value={text} what={name} />
          </li>
        ))}
      </ul>
      <div class="buttons">
        {newLeg.value ? (
          <button type="button" onClick={moveStrayed}>
            {message("moveToNewLeg")}
          </button>
        ) : null}
        <button type="button" onClick={discardStrayed}>
          {message("discard")}
        </button>
      </div>
    </section>
  );
}

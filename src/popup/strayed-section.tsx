import { useEffect, useRef } from "preact/hooks";
import { message } from "../platform/i18n.ts";
import { AttributeName } from "./attribute-name.tsx";
import { Icon } from "./icon.tsx";
import { ReadingValue } from "./reveal.tsx";
import { useAppState } from "./state-context.ts";

/** Above the list: what was typed for a leg that the call has no more, and what can be done with it. */
export function StrayedSection() {
  const { strayed, newLeg, moveStrayed, discardStrayed, shown } = useAppState();
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
        {strayed.value.map((item) => (
          <li key={JSON.stringify([item.participantId, item.name])}>
            <span class="strayed-name" dir="auto">
              <AttributeName name={shown.labelOf(item.name)} />
            </span>
            <ReadingValue place={item} value={item.value} base={item.base} />
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

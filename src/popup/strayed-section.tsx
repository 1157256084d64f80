import { useEffect, useRef } from "preact/hooks";
import { message } from "../platform/i18n.ts";
import { useAppState } from "./state-context.ts";
import { WorkList } from "./work-list.tsx";

/** Above the list: what was typed for a leg that the call has no more, and what can be done with it. */
export function StrayedSection() {
  const { strayed, newLeg, moveStrayed, discardStrayed } = useAppState();
  const section = useRef<HTMLElement>(null);
  const isThere = strayed.value.length > 0;
  // It comes while someone looks further down.
  useEffect(() => {
    if (isThere) section.current?.scrollIntoView({ block: "nearest" });
  }, [isThere]);
  const text = message(newLeg.value ? "strayedText" : "strayedCopyText");
  return (
    <WorkList
      title={message("strayedTitle")}
      text={text}
      items={strayed.value}
      onDiscard={discardStrayed}
      within={section}
    >
      {newLeg.value ? (
        <button type="button" onClick={moveStrayed}>
          {message("moveToNewLeg")}
        </button>
      ) : null}
    </WorkList>
  );
}

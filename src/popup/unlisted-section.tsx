import { message } from "../platform/i18n.ts";
import { useAppState } from "./state-context.ts";
import { WorkList } from "./work-list.tsx";

/** What was typed on calls that are not listed any more: it is not lost, and can be copied. */
export function UnlistedSection() {
  const { unlisted, discardUnlisted } = useAppState();
  if (unlisted.value.length === 0) return null;
  return (
    <WorkList title={message("unlistedTitle")} text={message("unlistedText")} items={unlisted.value}>
      <button type="button" onClick={discardUnlisted}>
        {message("discard")}
      </button>
    </WorkList>
  );
}

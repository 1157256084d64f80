import { message } from "../platform/i18n.ts";
import { useAppState } from "./state-context.ts";
import { WorkList } from "./work-list.tsx";

/** What was typed on calls that are not listed any more: it is not lost, and can be copied. */
export function UnlistedSection() {
  const { unlisted, discardUnlisted } = useAppState();
  return (
    <WorkList
      title={message("unlistedTitle")}
      text={message("unlistedText")}
      items={unlisted.value}
      onDiscard={discardUnlisted}
    />
  );
}

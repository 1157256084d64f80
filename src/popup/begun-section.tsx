import { message } from "../platform/i18n.ts";
import { useAppState } from "./state-context.ts";
import { WorkList } from "./work-list.tsx";

/** What was begun in "Add attribute" where the dialog cannot be opened any more: it is not lost, and can be copied. */
export function BegunSection() {
  const { begunElsewhere, discardBegun } = useAppState();
  return (
    <WorkList
      title={message("begunTitle")}
      text={message("begunText")}
      items={begunElsewhere.value}
      onDiscard={discardBegun}
    />
  );
}

import { message } from "../platform/i18n.ts";
import type { ProblemText } from "../platform/problem-text.ts";
import { CopyButton } from "./copy-button.tsx";
import { Icon } from "./icon.tsx";
import type { Notice } from "./notices.ts";
import { belongsTo } from "./rows.ts";
import { useAppState } from "./state-context.ts";

/** What went wrong last; `standing` is shown as long as nothing newer went wrong. The region is always there, so that it is read out. */
export function Alert({ standing = null }: { standing?: ProblemText | null }) {
  const { notices, shown: inFront } = useAppState();
  const shown: Notice | null = notices.alert.value ?? standing;
  const leg = inFront.leg.value;
  const row = leg ? shown?.rows?.find((one) => belongsTo(leg, one)) : undefined;
  return (
    <div role="alert" class="alert">
      {shown === null ? null : (
        <>
          <Icon name="alert" />
          <div class="alert-text">
            {shown.text}
            {row ? (
              <button type="button" class="quiet show" onClick={() => inFront.show(row.name)}>
                {message("showRow")}
              </button>
            ) : null}
            {shown.leftText ? (
              <CopyButton label={message("copySelected")} value={shown.leftText} what={message("selectedText")} />
            ) : null}
            {shown.correlationId === undefined ? null : (
              <span class="correlation">
                {message("correlationLabel", shown.correlationId)}
                <CopyButton label={message("copyCorrelation")} value={shown.correlationId} what={shown.correlationId} />
              </span>
            )}
          </div>
          {notices.alert.value === null ? null : (
            <button
              type="button"
              class="icon-button"
              aria-label={message("closeMessage")}
              onClick={() => {
                notices.alert.value = null;
              }}
            >
              <Icon name="close" />
            </button>
          )}
        </>
      )}
    </div>
  );
}

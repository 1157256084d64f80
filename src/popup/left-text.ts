import { message } from "../platform/i18n.ts";
import type { StoredArea } from "../platform/stored.ts";
import { type LeftText, leftTextKey, leftTextSchema } from "../protocol/adding.ts";
import type { Notices } from "./notices.ts";

function leftTextReason(reason: LeftText["reason"]): string {
  switch (reason) {
    case "no-call":
      return message("selectedNoCall");
    case "read-only":
      return message("selectedReadOnly");
    case "busy":
      return message("selectedBusy");
    case "too-long":
      return message("selectedTooLong");
  }
}

/** Says why selected text became no attribute, and offers it to be copied; then it is kept no longer. */
export function createLeftText(area: StoredArea, notices: Notices): (item: unknown) => void {
  return (item) => {
    const left = leftTextSchema.safeParse(item);
    if (!left.success) return;
    notices.fail({ text: leftTextReason(left.data.reason), leftText: left.data.text, correlationId: undefined });
    void area.remove([leftTextKey]);
  };
}

import { message } from "../platform/i18n.ts";
import type { StoredArea } from "../platform/stored.ts";
import { leftTextKey, leftTextSchema } from "../protocol/adding.ts";
import type { Notices } from "./notices.ts";

const reasons = {
  "no-call": "selectedNoCall",
  "read-only": "selectedReadOnly",
  busy: "selectedBusy",
  "too-long": "selectedTooLong",
} as const;

/** Says why selected text became no attribute, and offers it to be copied; then it is kept no longer. */
export function createLeftText(area: StoredArea, notices: Notices): (item: unknown) => void {
  return (item) => {
    const left = leftTextSchema.safeParse(item);
    if (!left.success) return;
    notices.fail({ text: message(reasons[left.data.reason]), leftText: left.data.text, correlationId: undefined });
    void area.remove([leftTextKey]);
  };
}

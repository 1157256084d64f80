import type { PredefinedTag } from "../attributes/tags-policy.ts";
import { message } from "../platform/i18n.ts";

/** What a tag is called: as the administrator says, else the usual name in the person's language, else its value. */
export function tagLabel({ value, label }: Pick<PredefinedTag, "value" | "label">): string {
  if (label !== "") return label;
  switch (value) {
    case "complaint":
      return message("tagComplaint");
    case "praise":
      return message("tagPraise");
    case "follow-up":
      return message("tagFollowUp");
    case "legal":
      return message("tagLegal");
    case "training":
      return message("tagTraining");
    case "cancellation-risk":
      return message("tagCancellationRisk");
    case "vulnerable-customer":
      return message("tagVulnerable");
    case "suspected-fraud":
      return message("tagFraud");
    default:
      return value;
  }
}

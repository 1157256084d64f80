import { message } from "../platform/i18n.ts";
import type { ShownParticipant } from "../protocol/published-state.ts";

function roleText({ role, purpose }: ShownParticipant): string {
  switch (role) {
    case "caller":
      return message("callerPurpose");
    case "you":
      return message("roleYou");
    case "agent":
      return message("roleAgent");
    case "supervisor":
      return message("roleSupervisor");
    case "ivr":
      return message("roleIvr");
    case "queue":
      return message("queue");
    case "other":
      return purpose;
  }
}

/** Who or what a leg is: name or number, and its part in the call. */
export function legText(leg: ShownParticipant): string {
  return [leg.label, roleText(leg)].filter((part) => part !== "").join(" – ");
}

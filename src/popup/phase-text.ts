import { message } from "../platform/i18n.ts";
import type { CallPhase } from "../protocol/published-state.ts";

export function phaseText(phase: CallPhase): string {
  switch (phase) {
    case "ringing":
      return message("phaseRinging");
    case "connected":
      return message("phaseConnected");
    case "held":
      return message("phaseHeld");
    case "after-call-work":
      return message("phaseAfterCallWork");
    case "ended":
      return message("phaseEnded");
  }
}

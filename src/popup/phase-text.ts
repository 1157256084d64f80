import { message } from "../platform/i18n.ts";
import type { CallPhase } from "../protocol/published-state.ts";

const texts = {
  ringing: "phaseRinging",
  connected: "phaseConnected",
  held: "phaseHeld",
  "after-call-work": "phaseAfterCallWork",
  ended: "phaseEnded",
} as const;

export function phaseText(phase: CallPhase): string {
  return message(texts[phase]);
}

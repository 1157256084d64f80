import type { ShownParticipant } from "../protocol/published-state.ts";
import { legText } from "./leg-text.ts";
import { momentText } from "./moment-text.ts";
import { phaseText } from "./phase-text.ts";

/** Who and what is or was on the call, in Genesys' order. */
export function LegList({ legs }: { legs: readonly ShownParticipant[] }) {
  return (
    <ul role="list" class="legs">
      {legs.map((leg) => (
        <li key={leg.id}>
          <span dir="auto">{legText(leg)}</span>
          <span class="muted">
            {[phaseText(leg.phase), ...(leg.since === null ? [] : [momentText(leg.since)])].join(" · ")}
          </span>
        </li>
      ))}
    </ul>
  );
}

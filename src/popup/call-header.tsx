import { message } from "../platform/i18n.ts";
import type { ShownCall } from "../protocol/published-state.ts";
import { CallDuration } from "./call-duration.tsx";
import { phaseText } from "./phase-text.ts";

/** Whose call, in which state, since when, from where. */
export function CallHeader({ call }: { call: ShownCall }) {
  return (
    <div class="call">
      <div class="call-title">
        <h1 class="caller" dir="auto">
          {call.caller === "" ? message("unknownCaller") : call.caller}
        </h1>
        <span class="chip" data-phase={call.phase}>
          {phaseText(call.phase)}
        </span>
      </div>
      <p class="call-facts">
        {call.since === null || call.phase === "ended" ? null : <CallDuration since={call.since} />}
        {call.direction === null ? null : <span>{message(call.direction)}</span>}
        {call.queue === null ? null : (
          <span class="queue" dir="auto" title={call.queue}>
            {call.queue}
          </span>
        )}
      </p>
    </div>
  );
}

import { useSignal } from "@preact/signals";
import { message } from "../platform/i18n.ts";
import type { ShownCall } from "../protocol/published-state.ts";
import { CallDetails } from "./call-details.tsx";
import { CallDuration } from "./call-duration.tsx";
import { callerText } from "./caller-text.ts";
import { phaseText } from "./phase-text.ts";

/** Whose call, in which state, since when, from where; the rest in a dialog. */
export function CallHeader({ call }: { call: ShownCall }) {
  const looking = useSignal(false);
  return (
    <div class="call">
      <div class="call-title">
        <h1 class="caller" dir="auto">
          {callerText(call)}
        </h1>
        <span class="chip" data-phase={call.phase}>
          {phaseText(call.phase)}
        </span>
      </div>
      <p class="call-facts">
        {call.since === null || call.phase === "ended" ? null : <CallDuration since={call.since} />}
        {call.direction === null ? null : <span>{message(call.direction)}</span>}
        {call.setting === null ? null : <span>{message(call.setting)}</span>}
        {call.queue === null ? null : (
          <span class="queue" dir="auto" title={call.queue}>
            {call.queue}
          </span>
        )}
        <button
          type="button"
          class="quiet details-button"
          aria-haspopup="dialog"
          onClick={() => (looking.value = true)}
        >
          {message("callDetails")}
        </button>
      </p>
      {looking.value ? <CallDetails call={call} onClose={() => (looking.value = false)} /> : null}
    </div>
  );
}

import { message } from "../platform/i18n.ts";
import type { ShownCall, ShownParticipant } from "../protocol/published-state.ts";
import { legText } from "./leg-text.ts";
import { everyone } from "./shown.ts";
import { useAppState } from "./state-context.ts";

/** Legs worth a look: the callers', and whichever else has attributes. Ended queue and IVR legs mostly have none. */
export function pickableLegs({ participants }: ShownCall): ShownParticipant[] {
  return participants.filter(({ role, attributes }) => role === "caller" || attributes.length > 0);
}

function optionText(leg: ShownParticipant): string {
  return leg.phase === "ended" ? message("legEnded", legText(leg)) : legText(leg);
}

/** A call's legs: the caller's is shown by default. */
export function ParticipantPicker({ call }: { call: ShownCall }) {
  const { shown } = useAppState();
  const { conversationId } = call;
  const value = shown.isEveryone.value ? everyone : (shown.participant.value?.id ?? "");
  return (
    <label class="participant">
      <span>{message("participant")}</span>
      <select
        autocomplete="off"
        value={value}
        onChange={({ currentTarget }) => {
          shown.choice.value = { conversationId, participantId: currentTarget.value };
        }}
      >
        {value === "" ? <option value="" /> : null}
        {pickableLegs(call).map((leg) => (
          <option key={leg.id} value={leg.id}>
            {optionText(leg)}
          </option>
        ))}
        <option value={everyone}>{message("allParticipants")}</option>
      </select>
    </label>
  );
}

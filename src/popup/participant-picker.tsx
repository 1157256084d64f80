import { message } from "../platform/i18n.ts";
import type { ShownCall, ShownParticipant } from "../protocol/published-state.ts";
import { useAppState } from "./state-context.ts";

function isCaller({ purpose }: ShownParticipant): boolean {
  return purpose === "customer" || purpose === "external";
}

function optionText(participant: ShownParticipant): string {
  const { label, purpose } = participant;
  const role = isCaller(participant) ? message("callerPurpose") : purpose;
  return [label, role].filter((part) => part !== "").join(" – ");
}

/** Legs worth a look: the callers', and whichever else has attributes. Ended queue and IVR legs mostly have none. */
export function pickableLegs({ participants }: ShownCall): ShownParticipant[] {
  return participants.filter((participant) => isCaller(participant) || participant.attributes.length > 0);
}

/** A call's legs: the caller's is shown by default. */
export function ParticipantPicker({ call }: { call: ShownCall }) {
  const { shown } = useAppState();
  const { conversationId } = call;
  return (
    <label class="participant">
      <span>{message("participant")}</span>
      <select
        autocomplete="off"
        value={shown.participant.value?.id ?? ""}
        onChange={({ currentTarget }) => {
          shown.choice.value = { conversationId, participantId: currentTarget.value };
        }}
      >
        {shown.participant.value ? null : <option value="" />}
        {pickableLegs(call).map((participant) => (
          <option key={participant.id} value={participant.id}>
            {optionText(participant)}
          </option>
        ))}
      </select>
    </label>
  );
}

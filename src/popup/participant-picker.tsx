import { message } from "../platform/i18n.ts";
import type { ShownCall, ShownParticipant } from "../protocol/published-state.ts";
import { useAppState } from "./state-context.ts";

function optionText({ purpose, label, editable }: ShownParticipant): string {
  return [label, editable ? message("callerPurpose") : purpose].filter((part) => part !== "").join(" – ");
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
        {call.participants.map((participant) => (
          <option key={participant.id} value={participant.id}>
            {optionText(participant)}
          </option>
        ))}
      </select>
    </label>
  );
}

import { message } from "../platform/i18n.ts";
import type { ShownCall } from "../protocol/published-state.ts";
import { AddAttribute } from "./add-attribute.tsx";
import { Alert } from "./alert.tsx";
import { AttributeList } from "./attribute-list.tsx";
import { FilterBox } from "./filter-box.tsx";
import { ParticipantPicker, pickableLegs } from "./participant-picker.tsx";
import { StrayedSection } from "./strayed-section.tsx";
import { useAppState } from "./state-context.ts";

function readOnlyReason(call: ShownCall, editable: boolean): string | null {
  if (editable) return null;
  return call.phase === "ended" ? message("endedReadOnly") : message("participantReadOnly");
}

export function CallView({ call }: { call: ShownCall }) {
  const { shown } = useAppState();
  const participant = shown.participant.value;
  const reason = participant ? readOnlyReason(call, shown.editable.value) : null;
  return (
    <main class="attributes">
      {pickableLegs(call).length > 1 ? <ParticipantPicker call={call} /> : null}
      {participant ? (
        <div class="toolbar">
          <FilterBox />
          {shown.editable.value ? <AddAttribute /> : null}
        </div>
      ) : null}
      {reason === null ? null : <p class="reason">{reason}</p>}
      <div class="scroller">
        <StrayedSection />
        {participant ? <AttributeList /> : <p class="nothing muted">{message("noCallerText")}</p>}
      </div>
      {/* Below the list, so that rows do not move under someone's pointer when it appears. */}
      <Alert />
    </main>
  );
}

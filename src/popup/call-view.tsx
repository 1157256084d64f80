import { message } from "../platform/i18n.ts";
import type { ShownCall, ShownParticipant } from "../protocol/published-state.ts";
import { AddAttribute } from "./add-attribute.tsx";
import { Alert } from "./alert.tsx";
import { AllParticipantsList } from "./all-participants-list.tsx";
import { AttributeList } from "./attribute-list.tsx";
import { FilterBox } from "./filter-box.tsx";
import { ParticipantPicker, pickableLegs } from "./participant-picker.tsx";
import { RequiredBanner } from "./required-banner.tsx";
import { SourcePanels } from "./source-panel.tsx";
import { StillBelow } from "./still-below.tsx";
import { StrayedSection } from "./strayed-section.tsx";
import { useAppState } from "./state-context.ts";
import { ViewMenu } from "./view-menu.tsx";
import { TagsSection } from "./tags-section.tsx";

/** Why nothing can be changed here. */
function readOnlyReason(call: ShownCall, leg: ShownParticipant): string {
  if (call.phase === "ended") return message("endedReadOnly");
  if (leg.successorId !== null) return message("replacedReadOnly");
  if (leg.role === "you") return message("ownReadOnly");
  return message(leg.role === "agent" || leg.role === "supervisor" ? "colleagueReadOnly" : "participantReadOnly");
}

function ParticipantAttributes({ call }: { call: ShownCall }) {
  const { shown } = useAppState();
  const leg = shown.participant.value;
  if (shown.isEveryone.value) return <AllParticipantsList />;
  if (leg) return <AttributeList />;
  return <p class="nothing muted">{message(call.direction === "internal" ? "internalText" : "noCallerText")}</p>;
}

export function CallView({ call }: { call: ShownCall }) {
  const { shown } = useAppState();
  const leg = shown.participant.value;
  const isEveryone = shown.isEveryone.value;
  const reason = leg && !shown.editable.value ? readOnlyReason(call, leg) : null;
  return (
    <main class="attributes">
      {pickableLegs(call).length > 1 || (!leg && pickableLegs(call).length > 0) ? (
        <ParticipantPicker call={call} />
      ) : null}
      {shown.tagging.value ? <TagsSection {...shown.tagging.value} /> : null}
      {leg || isEveryone ? (
        <div class="toolbar">
          <FilterBox />
          {leg ? <ViewMenu /> : null}
          {shown.editable.value ? <AddAttribute /> : null}
        </div>
      ) : null}
      {isEveryone ? <p class="reason">{message("allReadOnly")}</p> : null}
      {reason === null ? null : <p class="reason">{reason}</p>}
      <RequiredBanner />
      <div class="scroller">
        <StrayedSection />
        <StillBelow key={call.conversationId}>
          <SourcePanels />
        </StillBelow>
        <ParticipantAttributes call={call} />
      </div>
      {/* Below the list, so that rows do not move under someone's pointer when it appears. */}
      <Alert />
    </main>
  );
}

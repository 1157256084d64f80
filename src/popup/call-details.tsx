import type { ComponentChildren } from "preact";
import { message } from "../platform/i18n.ts";
import type { ShownCall } from "../protocol/published-state.ts";
import { CallDuration } from "./call-duration.tsx";
import { CopyButton } from "./copy-button.tsx";
import { Dialog } from "./dialog.tsx";
import { LegList } from "./leg-list.tsx";
import { momentText } from "./moment-text.ts";
import { useAppState } from "./state-context.ts";

const recordingTexts = { none: "recordingNone", active: "recordingActive", paused: "recordingPaused" } as const;

/** The newer form of the interaction page's address (agent-ui-and-peers.md, A, table of routes [H]). */
function linkTo(region: string, conversationId: string): string {
  return `https://apps.${region}/directory/#/analytics/interactions/${conversationId}/admin`;
}

function Fact({ name, value, children }: { name: string; value: string | null; children?: ComponentChildren }) {
  return value === null ? null : (
    <div class="fact">
      <dt>{name}</dt>
      <dd dir="auto">{value}</dd>
      {children}
    </div>
  );
}

/** Everything that is known of the call besides attributes. */
export function CallDetails({ call, onClose }: { call: ShownCall; onClose: () => void }) {
  const { published } = useAppState();
  const { conversationId, details, direction, queue } = call;
  const { ani, dnis, startTime, endTime, recording, externalContactId } = details;
  const region = published.value?.settings.region ?? "";
  const copyOf = (what: string, value: string) => (
    <CopyButton label={message("copyName", what)} value={value} what={what} />
  );
  return (
    <Dialog label={message("callDetails")} onClose={onClose} wide>
      <div class="details">
        <dl>
          <Fact name={message("conversationId")} value={conversationId}>
            {copyOf(message("conversationId"), conversationId)}
          </Fact>
          <Fact name={message("callLink")} value={linkTo(region, conversationId)}>
            {copyOf(message("callLink"), linkTo(region, conversationId))}
          </Fact>
          <Fact name={message("direction")} value={direction === null ? null : message(direction)} />
          <Fact name={message("ani")} value={ani}>
            {ani === null ? null : copyOf(message("ani"), ani)}
          </Fact>
          <Fact name={message("dnis")} value={dnis}>
            {dnis === null ? null : copyOf(message("dnis"), dnis)}
          </Fact>
          <Fact name={message("queue")} value={queue} />
          <Fact name={message("started")} value={startTime === null ? null : momentText(startTime)} />
          {startTime === null ? null : (
            <div class="fact">
              <dt>{message("duration")}</dt>
              <dd>
                <CallDuration since={startTime} until={endTime} />
              </dd>
            </div>
          )}
          <Fact name={message("recording")} value={recording === null ? null : message(recordingTexts[recording])} />
          <Fact name={message("externalContact")} value={externalContactId}>
            {externalContactId === null ? null : copyOf(message("externalContact"), externalContactId)}
          </Fact>
        </dl>
        <h3>{message("legs")}</h3>
        <LegList legs={call.participants} />
      </div>
      <div class="buttons">
        <button type="button" class="primary" onClick={onClose}>
          {message("close")}
        </button>
      </div>
    </Dialog>
  );
}

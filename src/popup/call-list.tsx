import type { TargetedKeyboardEvent } from "preact";
import { message } from "../platform/i18n.ts";
import { CallDuration } from "./call-duration.tsx";
import { callerText } from "./caller-text.ts";
import { phaseText } from "./phase-text.ts";
import { useAppState } from "./state-context.ts";

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** Several calls: choose by click, or walk with the arrows and choose with Enter or the space bar. */
export function CallList() {
  const { published, shown, selectCall } = useAppState();
  const calls = published.value?.calls.list ?? [];
  const selected = shown.call.value?.conversationId;

  function onKeyDown(event: TargetedKeyboardEvent<HTMLDivElement>, conversationId: string): void {
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const neighbour = step > 0 ? event.currentTarget.nextElementSibling : event.currentTarget.previousElementSibling;
      if (neighbour instanceof HTMLElement) neighbour.focus();
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      void selectCall(conversationId);
    }
  }

  return (
    <div role="listbox" aria-label={message("calls")} class="calls">
      {calls.map(({ conversationId, caller, direction, queue, phase, since }) => (
        <div
          role="option"
          key={conversationId}
          aria-selected={conversationId === selected}
          tabIndex={conversationId === selected ? 0 : -1}
          onClick={() => selectCall(conversationId)}
          onKeyDown={(event) => onKeyDown(event, conversationId)}
        >
          <span class="calls-caller" dir="auto">
            {callerText({ caller, direction })}
          </span>{" "}
          {queue === null ? null : (
            <span class="calls-queue" dir="auto">
              {queue}
            </span>
          )}{" "}
          <span class="calls-phase">{phaseText(phase)}</span>{" "}
          {since === null || phase === "ended" ? null : <CallDuration since={since} />}
        </div>
      ))}
    </div>
  );
}

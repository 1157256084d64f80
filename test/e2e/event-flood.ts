import type { Control } from "../simulator/control.ts";

/** Of each call one: so every call has its turn once a second. */
export const eventsPerSecond = 20;
/** So long after a read an event that contradicts it is looked after (src/background/doubts.ts). */
export const doubtMilliseconds = 10_000;
export const floodedAttribute = "ScheduleStatus";

/** As many calls as there are events a second, with the one that is shown already. */
export function placeOthers(control: Control, shown: string): readonly string[] {
  const others = Array.from({ length: eventsPerSecond - 1 }, () => control.placeCall({ fixture: 1 }));
  return [shown, ...others.map(({ conversationId }) => conversationId)];
}

/**
 * One event after another, in turn for each call; each says when it was written, in ms since 1970. Ends when the answer is called, which tells
 * how many were sent, and what was written last of each call.
 */
export function flood(control: Control, calls: readonly string[]): () => { sent: number; last: Map<string, string> } {
  const began = performance.now();
  const last = new Map<string, string>();
  let sent = 0;
  const timer = setInterval(() => {
    // A busy machine fires late; the events come nevertheless.
    for (const due = ((performance.now() - began) / 1_000) * eventsPerSecond; sent < due; sent += 1) {
      const conversationId = calls[sent % calls.length] ?? "";
      const value = Date.now().toString();
      control.setAttributes({ conversationId, attributes: { [floodedAttribute]: value } });
      last.set(conversationId, value);
    }
  }, 1_000 / eventsPerSecond);
  return () => {
    clearInterval(timer);
    return { sent, last };
  };
}

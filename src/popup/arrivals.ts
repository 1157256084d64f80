import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { message } from "../platform/i18n.ts";
import type { PublishedState, ShownCall } from "../protocol/published-state.ts";
import { callerText } from "./caller-text.ts";
import type { Notices } from "./notices.ts";
import { phaseText } from "./phase-text.ts";
import type { Shown } from "./shown.ts";

interface Parts {
  readonly published: ReadonlySignal<PublishedState | undefined>;
  readonly shown: Shown;
  readonly notices: Notices;
  /** Is the person in the middle of a text on this page, be it that nothing is a draft yet? */
  readonly isTyping: (call: ShownCall) => boolean;
}

/** What happens when a call comes in, or another one is in front: it is said, and never taken out of a person's hands. */
export function createArrivals({ published, shown, notices, isTyping }: Parts) {
  const waiting = signal<ReadonlySet<string>>(new Set());

  /** The call that asks for attention: in front while this page stays with another, or the newest that nobody looked at. */
  const arrived = computed(() => {
    const here = shown.call.value?.conversationId;
    const calls = published.value?.calls;
    const wants = ({ conversationId, phase }: ShownCall): boolean =>
      conversationId !== here && phase !== "ended" && waiting.value.has(conversationId);
    return calls?.list.findLast(wants);
  });
  function dismiss(conversationId: string): void {
    const next = new Set(waiting.value);
    next.delete(conversationId);
    waiting.value = next;
  }
  function announce(call: ShownCall): void {
    waiting.value = new Set([...waiting.value, call.conversationId]);
    notices.say(message("newCall", callerText(call), phaseText(call.phase)));
  }

  function sayShown(call: ShownCall): void {
    notices.say(message("nowShown", callerText(call), phaseText(call.phase)));
  }

  return {
    arrived,
    dismissArrival: dismiss,
    /** Call before the new state is painted: it may decide that this page stays with the call that it shows. */
    arrive: (now: PublishedState): void => {
      const before = published.peek();
      const here = shown.call.peek();
      if (before?.account.status !== "signed-in" || here === undefined) return;
      const { list, selectedId } = now.calls;
      const hereNow = list.find(({ conversationId }) => conversationId === here.conversationId);
      // To what was announced the person goes, nobody else.
      const isAnnounced = hereNow?.phase !== "ended" && waiting.value.has(selectedId ?? "");
      if (!hereNow || (hereNow.phase === "ended" && !isTyping(here) && shown.edited.peek().length === 0))
        shown.stay.value = null;
      else if (selectedId !== here.conversationId && (isTyping(here) || isAnnounced))
        shown.stay.value = here.conversationId;
      const shownNow = shown.stay.value ?? selectedId;
      const known = new Set(before.calls.list.map(({ conversationId }) => conversationId));
      for (const call of list) {
        const isNew = !known.has(call.conversationId) && call.phase !== "ended";
        const isPushed = call.conversationId === selectedId && selectedId !== before.calls.selectedId;
        if (call.conversationId !== shownNow && (isNew || isPushed)) announce(call);
        else if (call.conversationId === shownNow && shownNow !== here.conversationId) sayShown(call);
      }
    },
    /** The person goes to a call: nothing holds this page any more. */
    leaveFor: (conversationId: string): void => {
      shown.stay.value = null;
      dismiss(conversationId);
      const call = published.peek()?.calls.list.find((one) => one.conversationId === conversationId);
      if (call) sayShown(call);
    },
  };
}

import { signal } from "@preact/signals";
import { isStandIn } from "../attributes/stand-in.ts";
import { message } from "../platform/i18n.ts";
import { problemText } from "../platform/problem-text.ts";
import { sendCommand } from "../platform/send-command.ts";
import type { Notices } from "./notices.ts";
import type { Named } from "./rows.ts";
import type { Shown } from "./shown.ts";

/** Issue "For organizations", 2. */
const revealedFor = 10_000;

/** What is behind a stand-in, while it may be seen; everything else as it is. */
export type Unmask = (value: string) => string;

interface Revealed {
  readonly text: string;
  readonly timer: ReturnType<typeof setTimeout>;
}

/**
 * Asks the background for the values behind masks, place by place: for ten seconds, and no longer than the window is in front.
 * Nothing else ever holds them.
 */
export function createRevealing({ notices, shown }: { readonly notices: Notices; readonly shown: Shown }) {
  const revealed = signal<ReadonlyMap<string, Revealed>>(new Map());
  const keyOf = ({ conversationId, participantId, name }: Named, standIn: string): string =>
    JSON.stringify([conversationId, participantId, name, standIn]);

  function hide(keys: readonly string[]): void {
    const left = new Map(revealed.value);
    for (const key of keys) {
      clearTimeout(left.get(key)?.timer);
      left.delete(key);
    }
    revealed.value = left;
  }
  let hidings = 0;
  function hideAll(): void {
    hidings += 1;
    hide([...revealed.value.keys()]);
  }
  function unmaskOf(place: Named): Unmask {
    // Read for masks alone: a row without one is not painted anew when something is revealed elsewhere.
    return (value) => (isStandIn(value) ? (revealed.value.get(keyOf(place, value))?.text ?? value) : value);
  }

  return {
    unmaskOf,
    /** Shows what stands masked in this place, or hides it again. */
    toggleReveal: async (place: Named, standIns: readonly string[]): Promise<void> => {
      const keys = standIns.map((standIn) => keyOf(place, standIn));
      if (keys.some((key) => revealed.value.has(key))) {
        hide(keys);
        return;
      }
      const { conversationId, participantId, name } = place;
      addEventListener("blur", hideAll, { once: true });
      const asked = hidings;
      for (const value of standIns) {
        const reply = await sendCommand("reveal-value", { conversationId, participantId, name, value });
        if (!reply.ok) {
          notices.fail(problemText(reply.error));
          return;
        }
        // The window was left before the answer came.
        if (hidings !== asked) return;
        const key = keyOf(place, value);
        const timer = setTimeout(hide, revealedFor, [key]);
        revealed.value = new Map(revealed.value).set(key, { text: reply.value.value, timer });
      }
      notices.say(message("revealed", shown.labelOf(name)));
    },
    hideAll,
  };
}

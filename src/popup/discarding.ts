import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Draft } from "../attributes/draft.ts";
import { message } from "../platform/i18n.ts";
import { problemText } from "../platform/problem-text.ts";
import { sendCommand } from "../platform/send-command.ts";
import { placeKey } from "../protocol/draft-key.ts";
import type { DraftStore } from "./draft-store.ts";
import type { Notices } from "./notices.ts";
import { belongsTo, type Leg } from "./rows.ts";
import { isStrayed } from "./strayed.ts";
import type { Shown } from "./shown.ts";

export type Restorable = Omit<Draft, "editedAt" | "owner">;

interface Parts {
  readonly shown: Shown;
  readonly drafts: DraftStore;
  readonly notices: Notices;
}

/** Throwing away what was typed or refused, and taking that back until the next edit. */
export function createDiscarding({ shown, drafts, notices }: Parts) {
  const discarded = signal<readonly Restorable[]>([]);

  async function dropChanges({ conversationId, participantId }: Leg, names: readonly string[]): Promise<void> {
    if (names.length === 0) return;
    const reply = await sendCommand("discard", {
      ...{ owner: drafts.owner(), conversationId, participantId },
      names: [...names],
    });
    if (!reply.ok) notices.fail(problemText(reply.error, "kept"));
  }

  /** Not on a call that can no longer be changed: nothing could be done with what comes back. */
  const restorable: ReadonlySignal<boolean> = computed(() => {
    const call = shown.call.value;
    const leg = shown.leg.value;
    if (!call || call.phase === "ended") return false;
    return discarded.value.some(
      (draft) => (shown.editable.value && leg !== undefined && belongsTo(leg, draft)) || isStrayed(call, draft),
    );
  });

  return {
    restorable,
    dropChanges,
    /** Nothing is left to take back: the person went on. */
    forget(): void {
      discarded.value = [];
    },
    discard(items: readonly Restorable[]): void {
      discarded.value = items;
      drafts.remove(items.map(placeKey));
      notices.clear();
      notices.sayDiscarded(items.length);
    },
    restore(): void {
      const back = discarded.value;
      for (const draft of back) drafts.write(draft);
      discarded.value = [];
      notices.say(back.length === 1 ? message("restoredOne") : message("restoredMany", back.length));
    },
  };
}
export type Discarding = ReturnType<typeof createDiscarding>;

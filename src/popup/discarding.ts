import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Draft } from "../attributes/draft.ts";
import { message } from "../platform/i18n.ts";
import { problemText } from "../platform/problem-text.ts";
import { sendCommand } from "../platform/send-command.ts";
import { placeKey } from "../protocol/draft-key.ts";
import type { DraftStore } from "./draft-store.ts";
import type { Notices } from "./notices.ts";
import { belongsTo, type Leg } from "./rows.ts";
import { isStrayed, restorable as placed } from "./strayed.ts";
import type { Shown } from "./shown.ts";

export type Restorable = Omit<Draft, "editedAt" | "owner">;

interface Discarded {
  readonly draft: Restorable;
  /** The text that took its place. */
  readonly over?: string;
}

interface Parts {
  readonly shown: Shown;
  readonly drafts: DraftStore;
  readonly notices: Notices;
}

/** Throwing away what was typed or refused, and taking that back until the next edit. */
export function createDiscarding({ shown, drafts, notices }: Parts) {
  const discarded = signal<readonly Discarded[]>([]);

  /** What was typed there since, in another page say, is newer than what would come back. */
  function isFree({ draft, over }: Discarded): boolean {
    const there = drafts.all.value.get(placeKey(draft));
    return there === undefined || there.value === over;
  }
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
      (one) =>
        isFree(one) &&
        ((shown.editable.value && leg !== undefined && belongsTo(leg, one.draft)) || isStrayed(call, one.draft)),
    );
  });

  return {
    restorable,
    dropChanges,
    /** Nothing is left to take back: the person went on. */
    forget(): void {
      discarded.value = [];
    },
    /** Typed text in the place of typed text: Undo brings either back. */
    replace(draft: Draft, over: string): void {
      if (draft.value !== over) discarded.value = [{ draft: placed(draft), over }];
    },
    discard(items: readonly Restorable[]): void {
      discarded.value = items.map((draft) => ({ draft }));
      drafts.remove(items.map(placeKey));
      notices.clear();
      notices.sayDiscarded(items.length);
    },
    restore(): void {
      const back = discarded.value.filter(isFree);
      discarded.value = back.flatMap(({ draft }) => {
        const there = drafts.all.value.get(placeKey(draft));
        return there ? { draft: placed(there), over: draft.value } : [];
      });
      for (const { draft } of back) drafts.write(draft);
      notices.say(back.length === 1 ? message("restoredOne") : message("restoredMany", back.length));
    },
  };
}
export type Discarding = ReturnType<typeof createDiscarding>;

import { computed, type ReadonlySignal } from "@preact/signals";
import { message } from "../platform/i18n.ts";
import { placeKey } from "../protocol/draft-key.ts";
import type { PublishedState } from "../protocol/published-state.ts";
import type { Discarding } from "./discarding.ts";
import type { DraftStore } from "./draft-store.ts";
import type { Notices } from "./notices.ts";
import { belongsTo } from "./rows.ts";
import { findStrayed, findUnlisted, restorable, type Strayed } from "./strayed.ts";
import type { Shown } from "./shown.ts";

interface Parts {
  readonly published: ReadonlySignal<PublishedState | undefined>;
  readonly shown: Shown;
  readonly drafts: DraftStore;
  readonly discarding: Discarding;
  readonly notices: Notices;
}

/** What becomes of work whose leg, or call, is gone: the person moves it to the caller's new leg, copies it, or throws it away. */
export function createStraying({ published, shown, drafts, discarding, notices }: Parts) {
  const strayed = computed(() => findStrayed(shown.call.value, published.value?.changes ?? [], drafts.all.value));
  const unlisted = computed(() =>
    findUnlisted(published.value?.calls, published.value?.changes ?? [], drafts.all.value),
  );
  const newLeg = computed(() => {
    const call = shown.call.value;
    if (!call || call.phase === "ended") return undefined;
    return call.participants.find(({ id, editable }) => editable && id === call.callerId);
  });

  /** A leg that was replaced says by which; one that vanished is taken for the caller's. */
  function targetOf({ participantId }: Strayed, fallback: string): string {
    return shown.call.value?.participants.find(({ id }) => id === participantId)?.successorId ?? fallback;
  }
  async function dropChanges(items: readonly Strayed[]): Promise<void> {
    const saved = items.filter((item) => item.saved);
    const legs = new Map(saved.map((item) => [item.participantId, item]));
    for (const leg of legs.values())
      await discarding.dropChanges(
        leg,
        saved.filter((item) => belongsTo(leg, item)).map(({ name }) => name),
      );
  }

  async function discardAll(items: readonly Strayed[]): Promise<void> {
    discarding.discard(items.map(restorable));
    await dropChanges(items);
  }

  return {
    strayed,
    unlisted,
    newLeg,
    /** With the base that they had: where the new leg says something else, the person is asked. */
    moveStrayed: async (): Promise<void> => {
      const target = newLeg.value;
      if (!target) return;
      const moves = strayed.value.map((from) => ({
        from,
        to: { ...restorable(from), participantId: targetOf(from, target.id) },
      }));
      // What was typed for the new leg meanwhile stays.
      const free = moves.filter(({ to }, index) => {
        const there = drafts.all.value.get(placeKey(to));
        const earlier = moves.slice(0, index).some((other) => placeKey(other.to) === placeKey(to));
        return !earlier && (there === undefined || there.value === to.value);
      });
      const [first] = free;
      if (!first) {
        notices.fail({ text: message("strayedTaken"), correlationId: undefined });
        return;
      }
      discarding.forget();
      notices.clear();
      // First where they go to, then away from where they were: between the two nothing may be lost.
      for (const { to } of free) drafts.write(to);
      drafts.remove(free.map(({ from }) => placeKey(from)));
      shown.choice.value = first.to;
      shown.show(first.to.name);
      notices.say(free.length === 1 ? message("movedOne") : message("movedMany", free.length));
      await dropChanges(free.map(({ from }) => from));
    },
    discardStrayed: (): Promise<void> => discardAll(strayed.value),
    discardUnlisted: (): Promise<void> => discardAll(unlisted.value),
  };
}

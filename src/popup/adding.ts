import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { message } from "../platform/i18n.ts";
import type { StoredArea } from "../platform/stored.ts";
import { type Begun, begunSchema, holdsText, isSameText } from "../protocol/adding.ts";
import { addingKey, addingKeyPrefix, legOfAddingKey } from "../protocol/draft-key.ts";
import type { PublishedState } from "../protocol/published-state.ts";
import type { Restorable } from "./discarding.ts";
import type { Notices } from "./notices.ts";
import type { Leg } from "./rows.ts";
import type { Shown } from "./shown.ts";

/** Can "Add attribute" still be opened there? */
function isOpen(calls: PublishedState["calls"], leg: Leg): boolean {
  return calls.list.some(
    (call) =>
      call.phase !== "ended" && call.participants.some(({ id, editable }) => editable && id === leg.participantId),
  );
}

interface Parts {
  readonly area: StoredArea;
  readonly published: ReadonlySignal<PublishedState | undefined>;
  readonly notices: Notices;
  readonly shown: Shown;
  /** Who is signed in; what another one left behind is not theirs. */
  readonly owner: ReadonlySignal<string>;
  readonly onFailure: () => void;
  /** Selected text came while another value was being typed. */
  readonly onBusy: (text: string) => void;
}

/** What was begun in "Add attribute", and neither added nor cancelled: written at once, as drafts are, so it survives a closed popup. */
export function createAdding({ area, published, notices, shown, owner, onFailure, onBusy }: Parts) {
  const all = signal<ReadonlyMap<string, Begun>>(new Map());
  /** What was heard to be stored, by whichever page. */
  const heard = new Map<string, Begun>();

  function hold(key: string, begun: Begun | undefined): void {
    const next = new Map(all.value);
    if (begun) next.set(key, begun);
    else next.delete(key);
    all.value = next;
  }
  function end(key: string): void {
    hold(key, undefined);
    area.remove([key]).catch(onFailure);
  }
  const keyOf = (leg: Leg): string => addingKey({ ...leg, owner: owner.value });
  const written = computed(() => {
    const own = `${addingKeyPrefix}${owner.value}/`;
    return [...all.value].filter(([key, begun]) => key.startsWith(own) && holdsText(begun));
  });
  const actions = {
    /** What stands in the dialog of the shown leg; `undefined` while it is closed. */
    begun: computed(() => (shown.leg.value ? all.value.get(keyOf(shown.leg.value)) : undefined)),
    beginAdding: (begun: Begun): void => {
      if (!shown.leg.value) return;
      const key = keyOf(shown.leg.value);
      hold(key, begun);
      area.set({ [key]: begun }).catch(onFailure);
    },
    /** Goes on with what another page began there: written anew, that would be lost. */
    openAdding: (): void => {
      const { name, value } = (shown.leg.value && heard.get(keyOf(shown.leg.value))) ?? { name: "", value: "" };
      actions.beginAdding({ name, value });
    },
    endAdding: (): void => {
      if (shown.leg.value) end(keyOf(shown.leg.value));
    },
    /** What was begun where nothing can be added any more. Nothing while the list of calls is not there. */
    begunElsewhere: computed<Restorable[]>(() => {
      const calls = published.value?.calls;
      if (calls?.status !== "ready") return [];
      return written.value
        .map(([key, { name, value }]) => ({
          ...legOfAddingKey(key),
          name: name || message("addAttribute"),
          base: null,
          value: value || name,
        }))
        .filter((begun) => !isOpen(calls, begun));
    }),
    discardBegun: (): void => {
      const begun = actions.begunElsewhere.value;
      for (const leg of begun) end(keyOf(leg));
      notices.sayDiscarded(begun.length);
    },
  };
  return {
    actions,
    written,
    /** The background began one from selected text, or a page elsewhere ended one. What was typed here meanwhile stays. */
    changed(key: string, oldItem: unknown, newItem: unknown): void {
      const own = all.value.get(key);
      const { data: fresh } = begunSchema.safeParse(newItem);
      const { data: removed } = begunSchema.safeParse(oldItem);
      if (fresh) heard.set(key, fresh);
      else heard.delete(key);
      if (fresh?.isBrought) {
        if (own && own.value !== "" && own.value !== fresh.value) onBusy(fresh.value);
        else hold(key, { name: own?.name ?? fresh.name, value: fresh.value });
      } else if (newItem === undefined && removed && own && isSameText(own, removed)) hold(key, undefined);
    },
    /** What an earlier popup left. */
    loaded(items: Record<string, unknown>): void {
      for (const [key, item] of Object.entries(items)) {
        const parsed = begunSchema.safeParse(item);
        if (key.startsWith(addingKeyPrefix) && parsed.success && !all.value.has(key))
          hold(key, { name: parsed.data.name, value: parsed.data.value });
      }
    },
  };
}

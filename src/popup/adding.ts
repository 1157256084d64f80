import { computed, signal } from "@preact/signals";
import type { StoredArea } from "../platform/stored.ts";
import { type Begun, begunSchema } from "../protocol/adding.ts";
import { addingKey, addingKeyPrefix } from "../protocol/draft-key.ts";
import type { Shown } from "./shown.ts";

function isSame(one: Begun, other: Begun): boolean {
  return one.name === other.name && one.value === other.value;
}

interface Parts {
  readonly area: StoredArea;
  readonly shown: Shown;
  readonly onFailure: () => void;
  /** Selected text came while another value was being typed. */
  readonly onBusy: (text: string) => void;
}

/** What was begun in "Add attribute", and neither added nor cancelled: written at once, as drafts are, so it survives a closed popup. */
export function createAdding({ area, shown, onFailure, onBusy }: Parts) {
  const all = signal<ReadonlyMap<string, Begun>>(new Map());

  function hold(key: string, begun: Begun | undefined): void {
    const next = new Map(all.value);
    if (begun) next.set(key, begun);
    else next.delete(key);
    all.value = next;
  }
  const actions = {
    /** What stands in the dialog of the shown leg; `undefined` while it is closed. */
    begun: computed(() => (shown.leg.value ? all.value.get(addingKey(shown.leg.value)) : undefined)),
    beginAdding: (begun: Begun): void => {
      if (!shown.leg.value) return;
      const key = addingKey(shown.leg.value);
      hold(key, begun);
      area.set({ [key]: begun }).catch(onFailure);
    },
    endAdding: (): void => {
      if (!shown.leg.value) return;
      const key = addingKey(shown.leg.value);
      hold(key, undefined);
      area.remove([key]).catch(onFailure);
    },
  };
  return {
    actions,
    /** The background began one from selected text, or a page elsewhere ended one. What was typed here meanwhile stays. */
    changed(key: string, oldItem: unknown, newItem: unknown): void {
      const own = all.value.get(key);
      const { data: fresh } = begunSchema.safeParse(newItem);
      const { data: removed } = begunSchema.safeParse(oldItem);
      if (fresh?.isSelected) {
        if (own && own.value !== "" && own.value !== fresh.value) onBusy(fresh.value);
        else hold(key, { name: own?.name ?? fresh.name, value: fresh.value });
      } else if (newItem === undefined && removed && own && isSame(own, removed)) hold(key, undefined);
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

import { computed, signal } from "@preact/signals";
import * as z from "zod/mini";
import type { StoredArea } from "../platform/stored.ts";
import { addingKey, addingKeyPrefix } from "../protocol/draft-key.ts";
import type { Shown } from "./shown.ts";

const begunSchema = z.object({ name: z.string(), value: z.string() });
type Begun = z.infer<typeof begunSchema>;

interface Parts {
  readonly area: StoredArea;
  readonly shown: Shown;
  readonly onFailure: () => void;
}

/** What was begun in "Add attribute", and neither added nor cancelled: written at once, as drafts are, so it survives a closed popup. */
export function createAdding({ area, shown, onFailure }: Parts) {
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
    /** What an earlier popup left. */
    loaded(items: Record<string, unknown>): void {
      for (const [key, item] of Object.entries(items)) {
        const parsed = begunSchema.safeParse(item);
        if (key.startsWith(addingKeyPrefix) && parsed.success && !all.value.has(key)) hold(key, parsed.data);
      }
    },
  };
}

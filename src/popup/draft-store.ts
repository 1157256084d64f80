import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { type Draft, draftSchema } from "../attributes/draft.ts";
import type { StoredArea } from "../platform/stored.ts";
import { draftKey, draftKeyPrefix, placeKey } from "../protocol/draft-key.ts";

interface Parts {
  readonly area: StoredArea;
  /** After a sign-out nothing may be written again. */
  readonly mayKeep: () => boolean;
  /** Who is signed in, as the published state names them; also while the account is being renewed. */
  readonly owner: ReadonlySignal<string>;
  readonly onFailure: () => void;
}

/**
 * Drafts as this page knows them. Each is written at once: a popup that closes gets no chance to write later
 * (product.md, "State"). Another view may write the same keys: the newer text wins, and nobody's typing is lost.
 */
export function createDraftStore({ area, mayKeep, owner, onFailure }: Parts) {
  /** As they are stored: also of a person who was here before, until the background has put them away. */
  const stored = signal<ReadonlyMap<string, Draft>>(new Map());
  const all: ReadonlySignal<ReadonlyMap<string, Draft>> = computed(() => {
    const own = [...stored.value.values()].filter((draft) => draft.owner === owner.value);
    return new Map(own.map((draft) => [placeKey(draft), draft]));
  });
  /** `editedAt` of what this page wrote: its own echoes, which come late, are told from another view's writes by it. */
  const ownStamps = new Map<string, Set<number>>();
  /** `editedAt` of what this page removed last: the echo of that may come after the same text was typed again. */
  const removedUpTo = new Map<string, number>();
  const heard = new Set<string>();
  let lastStamp = 0;

  function hold(key: string, draft: Draft | undefined): void {
    const next = new Map(stored.value);
    if (draft) next.set(key, draft);
    else next.delete(key);
    stored.value = next;
  }
  function store(key: string, draft: Draft): void {
    area.set({ [key]: draft }).catch(onFailure);
  }
  function write(draft: Omit<Draft, "editedAt" | "owner">): void {
    const key = draftKey({ ...draft, owner: owner.value });
    // Later than what it replaces, also where the clock was set back.
    lastStamp = Math.max(Date.now(), lastStamp + 1, (stored.value.get(key)?.editedAt ?? 0) + 1);
    const stamped = { ...draft, editedAt: lastStamp, owner: owner.value };
    ownStamps.set(key, (ownStamps.get(key) ?? new Set()).add(lastStamp));
    hold(key, stamped);
    store(key, stamped);
  }
  /** Takes back this person's drafts of such places (`placeKey`). */
  function remove(places: readonly string[]): void {
    const keys = places.flatMap((place) => all.value.get(place) ?? []).map(draftKey);
    if (keys.length === 0) return;
    const next = new Map(stored.value);
    for (const key of keys) {
      removedUpTo.set(key, next.get(key)?.editedAt ?? 0);
      next.delete(key);
    }
    stored.value = next;
    area.remove(keys).catch(onFailure);
  }

  /** The storage says that a draft was written or removed, by this page or by someone else. */
  function changed(key: string, oldItem: unknown, newItem: unknown): void {
    heard.add(key);
    const own = stored.value.get(key);
    const fresh = draftSchema.safeParse(newItem);
    if (fresh.success) {
      if (ownStamps.get(key)?.has(fresh.data.editedAt)) return;
      if (own && own.editedAt > fresh.data.editedAt) store(key, own);
      else hold(key, fresh.data);
      return;
    }
    const removed = draftSchema.safeParse(oldItem);
    // Its echoes have all come. What has this stamp from now on was brought back, by an Undo elsewhere or with its owner.
    const stamps = ownStamps.get(key);
    for (const stamp of stamps ?? []) if (removed.success && stamp <= removed.data.editedAt) stamps?.delete(stamp);
    const upTo = removedUpTo.get(key);
    if (upTo !== undefined && removed.success) {
      if (removed.data.editedAt >= upTo) removedUpTo.delete(key);
      if (removed.data.editedAt <= upTo) return;
    }
    if (!own) return;
    // Typed on after what was removed was written: the removal did not mean this text.
    if (removed.success && removed.data.value !== own.value && own.editedAt > removed.data.editedAt && mayKeep())
      store(key, own);
    else hold(key, undefined);
  }

  return {
    owner: (): string => owner.value,
    all,
    write,
    remove,
    changed,
    /** What stood in the storage at load; what was heard of since is newer. */
    loaded(items: Record<string, unknown>): void {
      for (const [key, item] of Object.entries(items)) {
        const parsed = draftSchema.safeParse(item);
        if (key.startsWith(draftKeyPrefix) && parsed.success && !heard.has(key) && !stored.value.has(key))
          hold(key, parsed.data);
      }
    },
  };
}
export type DraftStore = ReturnType<typeof createDraftStore>;

import { effect, type Signal } from "@preact/signals";
import type { StoredArea } from "../platform/stored.ts";
import { filterKeyPrefix } from "../protocol/draft-key.ts";

/**
 * What a person filters by is remembered for them while the browser runs: in `storage.session`, for they may search for a caller's value,
 * which is not for the disk. The background forgets it when they sign out or somebody else signs in.
 */
export function rememberFilter(area: StoredArea, filter: Signal<string>) {
  let key = "";
  const stop = effect(() => {
    const text = filter.value;
    // Not kept, it holds for as long as the page is open.
    if (key !== "") (text === "" ? area.remove([key]) : area.set({ [key]: text })).catch(() => undefined);
  });
  return {
    stop,
    /** Whose filter it is from now on. What is typed already, stays. */
    async restore(owner: string): Promise<void> {
      const wanted = filterKeyPrefix + owner;
      key = wanted;
      const text = (await area.get([wanted]))[wanted];
      if (key === wanted && filter.value === "" && typeof text === "string") filter.value = text;
    },
    /** Somebody else signs in: what the one before searched for is not theirs. */
    forget(): void {
      key = "";
      filter.value = "";
    },
  };
}

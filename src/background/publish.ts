import type { Stored } from "../platform/stored.ts";
import { type PublishedState, publishedStateKey } from "../protocol/published-state.ts";

/** Writes the published state: one write at a time, the latest wins, nothing is written that is there already. */
export interface Publisher {
  /** Resolves when the state as it is now, or a newer one, stands in `storage.session`. */
  publish(): Promise<void>;
  /** The next publication writes, whatever was written before (the area was cleared). */
  forget(): void;
}

export function createPublisher(stored: Stored, compose: () => PublishedState): Publisher {
  let written = "";
  let writing: Promise<void> | undefined;
  let isAskedAgain = false;

  async function write(): Promise<void> {
    do {
      isAskedAgain = false;
      const state = compose();
      const text = JSON.stringify(state);
      if (text === written) continue;
      written = text;
      await stored.session.set({ [publishedStateKey]: state });
    } while (isAskedAgain);
  }

  return {
    publish() {
      isAskedAgain = true;
      writing ??= write().finally(() => {
        writing = undefined;
      });
      return writing;
    },
    forget() {
      written = "";
    },
  };
}

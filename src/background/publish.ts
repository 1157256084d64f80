import type { Stored } from "../platform/stored.ts";
import { type PublishedState, publishedStateKey } from "../protocol/published-state.ts";

/**
 * Writes the published state: one write at a time, the latest wins, nothing is written that is there already. The answer
 * resolves when the state as it is now, or a newer one, stands in `storage.session`.
 */
export function createPublisher(stored: Stored, compose: () => PublishedState): () => Promise<void> {
  let written = "";
  let running = Promise.resolve();
  let queued: Promise<void> | undefined;

  async function write(): Promise<void> {
    queued = undefined;
    const state = compose();
    const text = JSON.stringify(state);
    if (text === written) return;
    await stored.session.set({ [publishedStateKey]: state });
    written = text;
  }

  return () => {
    queued ??= running = running.then(write, write);
    return queued;
  };
}

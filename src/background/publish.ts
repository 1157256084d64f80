import type { StoredArea } from "../platform/stored.ts";

/**
 * Writes an item that others follow, or a later life takes up: one write at a time, the latest wins, nothing is written that is there already. The answer
 * resolves when the state as it is now, or a newer one, stands in the area.
 * `beside`: other items that must stand there at the same moment.
 */
export function createPublisher(
  area: StoredArea,
  key: string,
  compose: () => unknown,
  beside: () => Record<string, unknown> = () => ({}),
): () => Promise<void> {
  let written = "";
  let running = Promise.resolve();
  let queued: Promise<void> | undefined;

  async function write(): Promise<void> {
    queued = undefined;
    const item = compose();
    const text = JSON.stringify(item);
    if (text === written) return;
    await area.set({ [key]: item, ...beside() });
    written = text;
  }

  return () => {
    queued ??= running = running.then(write, write);
    return queued;
  };
}

import type { Clock } from "../genesys/clock.ts";

/**
 * At once, and then at most once in so many milliseconds: what was wanted in between is done in one at the end. No timer runs
 * while nothing waits.
 */
export function coalesce(clock: Clock, milliseconds: number, run: () => Promise<void>): () => Promise<void> {
  let notBefore = -Infinity;
  let isWaiting = false;
  function turn(): Promise<void> {
    isWaiting = false;
    notBefore = clock.now() + milliseconds;
    return run();
  }
  return async () => {
    if (isWaiting) return;
    if (clock.now() >= notBefore) return turn();
    isWaiting = true;
    clock.after(notBefore - clock.now(), () => void turn());
  };
}

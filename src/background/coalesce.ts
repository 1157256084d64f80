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
    const wait = notBefore - clock.now();
    // More than the whole wait: the clock was set back.
    if (wait <= 0 || wait > milliseconds) return turn();
    isWaiting = true;
    clock.after(wait, () => void turn());
  };
}

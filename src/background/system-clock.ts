import type { Clock } from "../genesys/clock.ts";

/** A longer time would be over at once (HTML standard, "timer initialization steps": 32 bits). What waits looks again. */
const longest = 2 ** 31 - 1;

/** The real time. Timers end with the background; what must happen all the same has an alarm behind it. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, Math.min(milliseconds, longest));
    return () => {
      clearTimeout(timer);
    };
  },
  every(milliseconds, callback) {
    const timer = setInterval(callback, milliseconds);
    return () => {
      clearInterval(timer);
    };
  },
};

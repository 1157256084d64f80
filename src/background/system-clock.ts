import type { Clock } from "../genesys/clock.ts";

/** The real time. Timers end with the background; what must happen all the same has an alarm behind it. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
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

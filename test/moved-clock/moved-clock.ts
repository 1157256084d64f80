import type { Clock } from "../../src/genesys/clock.ts";
import { createTimerQueue } from "./timer-queue.ts";

/** Something besides timers that has to act at certain moments: the simulator. */
interface Timed {
  nextDue(): number | undefined;
  advance(now: number): void;
}

/** Hashes that other threads are at work on (PKCE): how long they take in real time must not show in moved time. */
let hashing = 0;
const digest = crypto.subtle.digest.bind(crypto.subtle);
crypto.subtle.digest = async (...input) => {
  hashing += 1;
  try {
    return await digest(...input);
  } finally {
    hashing -= 1;
  }
};

/** Lets everything run that waits for nothing but the event loop (promises, WebCrypto). */
async function settle(): Promise<void> {
  for (let quiet = 0; quiet < 12; quiet = hashing > 0 ? 0 : quiet + 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Time that stands still until it is moved. The background gets it as its clock, and the simulator runs by it. */
export interface MovedClock extends Clock {
  /** Moves on by `milliseconds`, doing everything that is due on the way, in order. */
  move(milliseconds: number): Promise<void>;
  /** The computer sleeps: the clock on the wall goes on, and every timer stands still until it wakes. */
  sleep(milliseconds: number): void;
  /** Moves no time, but lets what is under way come to rest. */
  settle(): Promise<void>;
  /** How many timers wait. */
  timers(): number;
}

/**
 * `grain`: ms that move at once; what is due within them happens at their end, in order and in one go. A thousand seats have something to
 * do in every millisecond, and letting all come to rest each time is most of the work.
 */
export function createMovedClock(timed: Timed, start = Date.UTC(2026, 2, 2, 9, 0, 0), grain = 0): MovedClock {
  let now = start;
  const timers = createTimerQueue();

  return {
    now: () => now,
    // In one go nothing comes to rest: what is set anew for this very moment waits for the next.
    after: (milliseconds, callback) => timers.add(now + Math.max(grain > 0 ? 1 : 0, milliseconds), undefined, callback),
    every: (milliseconds, callback) => timers.add(now + milliseconds, milliseconds, callback),
    timers: () => timers.size(),
    settle,
    sleep(milliseconds) {
      now += milliseconds;
      timers.postpone(milliseconds);
      timed.advance(now);
    },
    async move(milliseconds) {
      const end = now + milliseconds;
      await settle();
      for (;;) {
        const due = Math.min(timers.nextDue() ?? Infinity, timed.nextDue() ?? Infinity);
        if (due > end) break;
        now = Math.max(now, grain > 0 ? Math.min(end, Math.ceil(due / grain) * grain) : due);
        timed.advance(now);
        do if ((timers.nextDue() ?? Infinity) <= now) timers.take()?.();
        while (grain > 0 && (timers.nextDue() ?? Infinity) <= now);
        await settle();
      }
      now = end;
      timed.advance(now);
      await settle();
    },
  };
}

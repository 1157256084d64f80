import type { Clock } from "../../src/genesys/clock.ts";

interface Timer {
  due: number;
  readonly every: number | undefined;
  readonly callback: () => void;
}

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

export function createMovedClock(timed: Timed, start = Date.UTC(2026, 2, 2, 9, 0, 0)): MovedClock {
  let now = start;
  const timers = new Set<Timer>();

  function add(timer: Timer): () => void {
    timers.add(timer);
    return () => {
      timers.delete(timer);
    };
  }
  function fire(timer: Timer): void {
    if (timer.every === undefined) timers.delete(timer);
    else timer.due += timer.every;
    timer.callback();
  }
  function nextTimer(): Timer | undefined {
    return [...timers].toSorted((a, b) => a.due - b.due)[0];
  }

  return {
    now: () => now,
    after: (milliseconds, callback) => add({ due: now + Math.max(0, milliseconds), every: undefined, callback }),
    every: (milliseconds, callback) => add({ due: now + milliseconds, every: milliseconds, callback }),
    timers: () => timers.size,
    settle,
    sleep(milliseconds) {
      now += milliseconds;
      for (const timer of timers) timer.due += milliseconds;
      timed.advance(now);
    },
    async move(milliseconds) {
      const end = now + milliseconds;
      await settle();
      for (;;) {
        const timer = nextTimer();
        const due = Math.min(timer?.due ?? Infinity, timed.nextDue() ?? Infinity);
        if (due > end) break;
        now = Math.max(now, due);
        timed.advance(now);
        if (timer && timer.due <= now) fire(timer);
        await settle();
      }
      now = end;
      timed.advance(now);
      await settle();
    },
  };
}

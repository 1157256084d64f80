import { describe, expect, it } from "vitest";
import { coalesce } from "../../../src/background/coalesce.ts";

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** A clock that can be set back, as by a correction over the network; timers run by what they were told to wait. */
function correctedClock() {
  let now = 1_000_000;
  const timers: Timer[] = [];
  return {
    now: () => now,
    after(milliseconds: number, run: () => void) {
      timers.push({ at: milliseconds, run });
      return () => undefined;
    },
    every: () => () => undefined,
    set(to: number): void {
      now = to;
    },
    waits: () => timers.map(({ at }) => at),
  };
}

async function actOnce(clock: ReturnType<typeof correctedClock>) {
  let runs = 0;
  const act = coalesce(clock, 250, async () => {
    runs += 1;
  });
  await act();
  return { act, runs: () => runs };
}

describe("What is done at most once in a quarter of a second", () => {
  it("is done at once, and what comes soon after it waits for the rest of that time", async () => {
    const clock = correctedClock();
    const { act, runs } = await actOnce(clock);
    clock.set(1_000_100);
    await act();
    await act();
    expect(runs()).toBe(1);
    expect(clock.waits()).toEqual([150]);
  });

  it("does not wait an hour where the clock was set back by one", async () => {
    const clock = correctedClock();
    const { act, runs } = await actOnce(clock);
    clock.set(1_000_000 - 3_600_000);
    await act();
    expect(runs()).toBe(2);
    expect(clock.waits()).toEqual([]);
  });
});

import type { GenesysError } from "./errors.ts";

/** Waits grow to a minute at most: a call lasts minutes, and the person sees until when Calltag waits. */
const longest = 60_000;
const shortest = 1_000;

/**
 * Full jitter: a random wait between 0 and a bound that doubles, so that thousands of seats do not come back at the same
 * instant. `attempt` counts from 0; `random` answers in [0, 1); the result is in milliseconds.
 */
export function backoff(attempt: number, random: () => number): number {
  return Math.round(random() * Math.min(longest, shortest * 2 ** Math.min(attempt, 16)));
}

/** The same after an error, which may name a longer wait; `now` in milliseconds since 1970. */
export function backoffAfter(
  error: GenesysError | undefined,
  attempt: number,
  { now, random }: { readonly now: number; readonly random: () => number },
): number {
  const named = error?.kind === "rate-limited" ? error.retryAt - now : 0;
  return Math.max(named, backoff(attempt, random));
}

import { message } from "../platform/i18n.ts";
import { clockTime, problemReason } from "../platform/problem-text.ts";
import type { ShownChange } from "../protocol/published-state.ts";

/**
 * A longer wait is said as such, and is the person's to cut short: Genesys' own SDKs give up there (genesys-platform-api.md 4.3 [SDK]).
 * A short one is honoured, however impatient they are.
 */
const longWait = 180_000;

/** A change that waits for a reason or a time, not just for its turn. */
export function isExplained({ status, problem, retryAt }: ShownChange): boolean {
  return status === "waiting" && (problem !== null || retryAt !== null);
}

/** Why a saved change waits and until when; empty if nothing is known but that it does. */
export function waitText({ problem, retryAt }: Pick<ShownChange, "problem" | "retryAt">): string {
  return [
    ...(problem ? [problemReason(problem)] : []),
    ...(retryAt === null ? [] : [message("waitsUntil", clockTime(retryAt))]),
  ].join(" ");
}

/** Of several that wait: why, and until when, in one sentence. */
export function waitingText(waiting: readonly ShownChange[]): { text: string; isLong: boolean } {
  const problem = waiting.find(({ problem }) => problem !== null)?.problem ?? null;
  const earliest = Math.min(...waiting.flatMap(({ retryAt }) => retryAt ?? []));
  const retryAt = Number.isFinite(earliest) ? earliest : null;
  const isLong = retryAt !== null && retryAt - Date.now() > longWait;
  const why =
    isLong && problem?.kind === "rate-limited"
      ? message("waitsLong", clockTime(retryAt))
      : waitText({ problem, retryAt });
  return { text: waiting.length === 1 ? message("waitsOne", why) : message("waitsMany", why, waiting.length), isLong };
}

export function unseenText(count: number): string {
  return count === 1 ? message("unseenOne") : message("unseenMany", count);
}

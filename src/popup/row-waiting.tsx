import { message } from "../platform/i18n.ts";
import { clockTime, problemReason } from "../platform/problem-text.ts";
import type { ShownChange } from "../protocol/published-state.ts";

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

export function RowWaiting({ change, id }: { change: ShownChange; id: string }) {
  return (
    <p id={id} class="row-note">
      {waitText(change)}
    </p>
  );
}

import { backoffAfter } from "../genesys/backoff.ts";
import type { GenesysError } from "../genesys/errors.ts";
import type { Calls } from "./calls.ts";
import type { BackgroundParts } from "./parts.ts";
import type { WatchStatus } from "./watch.ts";

/** Longer than this nobody is to look at what may be old and is not told so (issue 4: two seconds, of which the pages need some). */
const toldAfter = 1_500;

/** What nobody heard is not repeated (genesys-platform-api.md 7.4 [DOC]): it is read, and again until that has worked. */
export interface CatchUp {
  read(): Promise<void>;
  /** Is everything known that happened before the channel was open? */
  isCurrent(): boolean;
  /** How often it may have gone unheard what somebody wrote. */
  breaks(): number;
  /** Has that been unknown for so long that whoever looks has to be told? */
  isOverdue(): boolean;
  /** The channel opened or closed: what happened until now was not heard. While nobody wants it, no timer remains. */
  unheard(): void;
  /** Every half minute in which someone is there: without a channel there is at least the list. */
  tick(): Promise<void>;
}

/** What passes by itself; others (a missing permission, say) do not for being asked again. */
const passing: readonly GenesysError["kind"][] = ["offline", "timeout", "server", "rate-limited", "malformed"];

interface CatchUpParts extends Pick<BackgroundParts, "clock" | "random"> {
  readonly calls: Calls;
  readonly status: () => WatchStatus;
  /** Became overdue, or is so no longer. */
  readonly changed: () => void;
}

export function createCatchUp({ clock, random, calls, status, changed }: CatchUpParts): CatchUp {
  let isCurrent = false;
  let isOverdue = false;
  let cancelTelling: (() => void) | undefined;
  let attempts = 0;
  let cancel: (() => void) | undefined;
  /** Counts breaks: what was asked before one says nothing of what came after it. */
  let breaks = 0;
  let wasOpen = true;

  const isOpen = (): boolean => status() === "open";

  function become(overdue: boolean): void {
    cancelTelling?.();
    cancelTelling = undefined;
    if (isOverdue === overdue) return;
    isOverdue = overdue;
    changed();
  }

  function rest(): void {
    cancel?.();
    cancel = undefined;
  }

  async function read(): Promise<void> {
    rest();
    const begun = breaks;
    await calls.load();
    const { problem } = calls.state();
    if (begun !== breaks || !isOpen()) return;
    isCurrent = problem === null;
    // A problem speaks for itself.
    become(false);
    if (!problem) attempts = 0;
    else if (passing.includes(problem.kind)) {
      rest();
      cancel = clock.after(backoffAfter(problem, attempts, { now: clock.now(), random }), () => void read());
      attempts += 1;
    }
  }

  return {
    read,
    isCurrent: () => isCurrent,
    breaks: () => breaks,
    isOverdue: () => isOverdue,
    unheard() {
      breaks += 1;
      isCurrent = false;
      attempts = 0;
      rest();
      if (status() === "closed") become(false);
      else if (!isOverdue)
        cancelTelling ??= clock.after(toldAfter, () => {
          // Before the first read there is nothing to be seen that could be old.
          become(calls.state().status !== "loading");
        });
    },
    async tick() {
      const isUnheard = !isOpen() && !wasOpen;
      wasOpen = isOpen();
      if (isUnheard || calls.state().problem !== null) await read();
    },
  };
}

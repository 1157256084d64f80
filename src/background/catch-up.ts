import { backoffAfter } from "../genesys/backoff.ts";
import type { GenesysError } from "../genesys/errors.ts";
import type { Calls } from "./calls.ts";
import type { BackgroundParts } from "./parts.ts";

/** What nobody heard is not repeated (genesys-platform-api.md 7.4 [DOC]): it is read, and again until that has worked. */
export interface CatchUp {
  read(): Promise<void>;
  /** Is everything known that happened before the channel was open? */
  isCurrent(): boolean;
  /** The channel is not open, or not any more: what happens now is not heard. No timer remains. */
  unheard(): void;
  /** Every half minute in which someone is there: without a channel there is at least the list. */
  tick(): Promise<void>;
}

/** What passes by itself; others (a missing permission, say) do not for being asked again. */
const passing: readonly GenesysError["kind"][] = ["offline", "timeout", "server", "rate-limited", "malformed"];

interface CatchUpParts extends Pick<BackgroundParts, "clock" | "random"> {
  readonly calls: Calls;
  readonly isOpen: () => boolean;
}

export function createCatchUp({ clock, random, calls, isOpen }: CatchUpParts): CatchUp {
  let isCurrent = false;
  let attempts = 0;
  let cancel: (() => void) | undefined;
  /** Counts breaks: what was asked before one says nothing of what came after it. */
  let breaks = 0;
  let wasOpen = true;

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
    unheard() {
      breaks += 1;
      isCurrent = false;
      attempts = 0;
      rest();
    },
    async tick() {
      const isUnheard = !isOpen() && !wasOpen;
      wasOpen = isOpen();
      if (isUnheard || calls.state().problem !== null) await read();
    },
  };
}

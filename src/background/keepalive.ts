import type { BackgroundParts } from "./parts.ts";

/** Both browsers end an idle background at 30 s; an API call every 20 s holds it (engineering.md, "worker life"). */
const holdEvery = 20_000;

/**
 * Holds the background while someone has a reason: a request under way, a channel that is wanted. Nobody holds: no timer.
 */
export interface Keepalive {
  /** Holds until the returned function is called. */
  hold(): () => void;
}

export function createKeepalive({ clock, browser }: Pick<BackgroundParts, "clock" | "browser">): Keepalive {
  let holders = 0;
  let stop: (() => void) | undefined;
  return {
    hold() {
      holders += 1;
      stop ??= clock.every(holdEvery, () => void browser.keepAwake());
      let released = false;
      return () => {
        if (released) return;
        released = true;
        holders -= 1;
        if (holders > 0) return;
        stop?.();
        stop = undefined;
      };
    },
  };
}

import type { Keepalive } from "./keepalive.ts";
import type { BackgroundParts } from "./parts.ts";

/** Wakes a background that was killed while changes were on their way. 30 s is the shortest that Chrome allows. */
export const deliveryAlarm = "delivery";
const alarmAfter = 30_000;

interface WakeUpParts extends Pick<BackgroundParts, "clock" | "browser"> {
  readonly keepalive: Keepalive;
}

/** One timer for whatever the delivery has to do next; an alarm behind it, should the background be killed before. */
export function createWakeUp({ clock, browser, keepalive }: WakeUpParts, run: () => void) {
  let cancelTimer: (() => void) | undefined;
  let release: (() => void) | undefined;
  /** An earlier life may have left one. */
  let isAlarmSet = true;
  return {
    isSet: () => cancelTimer !== undefined || release !== undefined || isAlarmSet,
    /** `due`: when something is to be done; `isUnderWay`: an answer, or an event, is waited for, and the background held. */
    async set(due: readonly number[], isUnderWay: boolean): Promise<void> {
      cancelTimer?.();
      cancelTimer = undefined;
      if (isUnderWay) release ??= keepalive.hold();
      else {
        release?.();
        release = undefined;
      }
      const wait = Math.min(...due) - clock.now();
      if (due.length > 0) cancelTimer = clock.after(Math.max(0, wait), run);
      if (due.length > 0 || isUnderWay) {
        isAlarmSet = true;
        await browser.setAlarm(deliveryAlarm, { after: Math.max(alarmAfter, isUnderWay ? 0 : wait) });
      } else if (isAlarmSet) {
        isAlarmSet = false;
        await browser.clearAlarm(deliveryAlarm);
      }
    },
    /** No timer and no alarm remain. */
    async stop(): Promise<void> {
      cancelTimer?.();
      cancelTimer = undefined;
      release?.();
      release = undefined;
      isAlarmSet = false;
      await browser.clearAlarm(deliveryAlarm);
    },
  };
}

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { waitUntil } from "../browsers/wait-until.ts";
import type { Control } from "../simulator/control.ts";
import { type PopupPage, popupPage } from "./popup-page.ts";
import { type Seat, signedInSeat } from "./seat.ts";
import { type KeyTime, watchKeys, watchLag } from "./watched-page.ts";

const region = "mypurecloud.de";
const eventsPerSecond = 20;
/** As long as it takes to see that it keeps up; the minute that issue 4 wants is measured by CALLTAG_FLOOD_SECONDS=60. */
const floodMilliseconds = Number(process.env.CALLTAG_FLOOD_SECONDS ?? "20") * 1_000;
/** So long after a read an event that contradicts it is looked after (src/background/doubts.ts). */
const doubtMilliseconds = 10_000;

/** Of one call: each has its turn once a second. */
const betweenEvents = 1_000;
const staleMilliseconds = 2_000;
const frameMilliseconds = 1_000 / 60;
/** What other steps of `npm test` take of the machine, they take during the flood and not before it: this is quick nevertheless. */
const quickMilliseconds = { half: 250, nearlyAll: 1_000 };
/** Each event publishes the state of 20 calls anew, well over 100 kB: were a tenth of it kept, this would show it. */
const keptBytesPerEvent = 10_000;

/** One event after another, in turn for each call; each says when it was written. Ends when the answer is called. */
function flood(control: Control, calls: readonly string[]): () => number {
  const began = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    // A busy machine fires late; the events come nevertheless.
    for (const due = ((performance.now() - began) / 1_000) * eventsPerSecond; sent < due; sent += 1) {
      const conversationId = calls[sent % calls.length] ?? "";
      control.setAttributes({ conversationId, attributes: { ScheduleStatus: Date.now().toString() } });
    }
  }, 1_000 / eventsPerSecond);
  return () => {
    clearInterval(timer);
    return sent;
  };
}

function percentile(times: readonly KeyTime[], share: number): number {
  const sorted = times.map(({ milliseconds }) => milliseconds).toSorted((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
}

function of(times: readonly KeyTime[]): (share: number) => number {
  return (share) => percentile(times, share);
}

describe("twenty agents' worth of events a second", () => {
  let seat: Seat;
  let panel: PopupPage;
  let calls: string[];

  async function typing(text: string): Promise<readonly KeyTime[]> {
    const stop = await watchKeys(panel.page);
    await panel.type("CallerType", text);
    return stop();
  }

  beforeAll(async () => {
    seat = await signedInSeat(region);
    const { control } = seat.simulator;
    calls = [control.placeCall({ fixture: 0 }).conversationId];
    panel = popupPage(await seat.browser.openPanel());
    await panel.waitForRow("CallerType", { value: "Member", state: "saved" });
    while (calls.length < eventsPerSecond) calls.push(control.placeCall({ fixture: 1 }).conversationId);
    await waitUntil("20 calls are shown", async () => (await panel.calls()).length === eventsPerSecond);
  });
  afterAll(async () => {
    await seat.end();
  });

  it(
    "are followed: typing stays quick, nothing shown is old, nothing is asked, nothing piles up, an edit is kept",
    async () => {
      const { control } = seat.simulator;
      const heaps: { page: number; background: number }[] = [];
      async function weigh(): Promise<void> {
        const heap = await seat.browser.heapBytes?.(panel.page);
        if (heap) heaps.push(heap);
      }
      const idle = await typing("typed before the flood began, as fast as a driver types");
      const began = performance.now();
      const stop = flood(control, calls);
      await waitUntil("no event is doubted any more", () => performance.now() - began > doubtMilliseconds, 20_000);
      control.clearReceived();
      await weigh();
      const lag = await watchLag(panel.page, "ScheduleStatus");
      const flooded: KeyTime[] = [];
      let text = "";
      while (performance.now() - began < floodMilliseconds) {
        text = `typed ${flooded.length.toString()} keys into the flood`;
        flooded.push(...(await typing(text)));
      }
      const oldest = await lag();
      await weigh();
      const sent = stop();
      const shares = [0.5, 0.95];
      const told = { sent, oldest, heaps, idle: shares.map(of(idle)), flooded: shares.map(of(flooded)) };
      process.stdout.write(
        `Flood: ${JSON.stringify(told, (_, value: unknown) => (typeof value === "number" ? Math.round(value) : value))}\n`,
      );

      const floor = Math.max(percentile(idle, 0.5), frameMilliseconds);
      expect(percentile(flooded, 0.5)).toBeLessThan(Math.max(4 * floor, quickMilliseconds.half));
      expect(percentile(flooded, 0.95)).toBeLessThan(Math.max(30 * floor, quickMilliseconds.nearlyAll));
      expect(oldest).toBeLessThan(betweenEvents + staleMilliseconds);
      expect(control.received({ kind: "request" })).toEqual([]);
      const [before, after] = heaps;
      if (before && after) {
        expect(after.page - before.page).toBeLessThan(sent * keptBytesPerEvent);
        expect(after.background - before.background).toBeLessThan(sent * keptBytesPerEvent);
      }
      expect(await panel.value("CallerType")).toBe(text);
      await panel.save();
      await panel.waitForRow("CallerType", { value: text, state: "saved" });
    },
    floodMilliseconds + 100_000,
  );
});

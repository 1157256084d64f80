import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { waitUntil } from "../browsers/wait-until.ts";
import { doubtMilliseconds, eventsPerSecond, flood, floodedAttribute, placeOthers } from "./event-flood.ts";
import { type PopupPage, popupPage } from "./popup-page.ts";
import { type Seat, signedInSeat } from "./seat.ts";
import { watchTimes } from "./watched-page.ts";

const region = "mypurecloud.de";
const floodMilliseconds = 20_000;
/** Each event publishes the state of 20 calls anew, well over 100 kB: were a tenth of it kept, this would show it. */
const keptBytesPerEvent = 10_000;

/** How quick it is meanwhile is measured by `npm run bench -- --only flood`: a busy machine is no fault of Calltag's. */
describe("twenty agents' worth of events a second", () => {
  let seat: Seat;
  let panel: PopupPage;
  let calls: readonly string[];

  beforeAll(async () => {
    seat = await signedInSeat(region);
    const { control } = seat.simulator;
    const { conversationId } = control.placeCall({ fixture: 0 });
    panel = popupPage(await seat.browser.openPanel());
    await panel.waitForRow("CallerType", { value: "Member", state: "saved" });
    calls = placeOthers(control, conversationId);
    await waitUntil("20 calls are shown", async () => (await panel.calls()).length === eventsPerSecond);
  });
  afterAll(async () => {
    await seat.end();
  });

  it(
    "are followed: nothing newer gives way to something older, nothing is asked, nothing piles up, an edit is kept",
    async () => {
      const { control } = seat.simulator;
      const heaps: { page: number; background: number }[] = [];
      async function weigh(): Promise<void> {
        const heap = await seat.browser.heapBytes?.(panel.page);
        if (heap) heaps.push(heap);
      }
      const stop = flood(control, calls);
      let asked = { count: -1, at: 0 };
      await waitUntil(
        "no event is doubted any more",
        () => {
          const { length } = control.received({ kind: "request" });
          if (length !== asked.count) asked = { count: length, at: performance.now() };
          return performance.now() - asked.at > doubtMilliseconds;
        },
        60_000,
      );
      control.clearReceived();
      await weigh();
      const times = await watchTimes(panel.page, floodedAttribute);
      const began = performance.now();
      let text = "";
      for (let round = 1; performance.now() - began < floodMilliseconds; round += 1) {
        text = `typed ${round.toString()} times into the flood`;
        await panel.type("CallerType", text);
        expect(await panel.value("CallerType")).toBe(text);
      }
      const { forwards, backwards } = await times();
      await weigh();
      const { sent, last } = stop();

      expect(backwards).toBe(0);
      expect(forwards).toBeGreaterThan(1);
      await panel.waitForRow(floodedAttribute, { value: last.get(calls[0] ?? "") ?? "", state: "saved" });
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
    floodMilliseconds + 200_000,
  );
});

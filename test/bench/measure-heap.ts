import { waitUntil } from "../browsers/wait-until.ts";
import { popupPage } from "../e2e/popup-page.ts";
import type { PlacedCall } from "../simulator/place-call.ts";
import type { Line } from "./line.ts";
import { askArrivals } from "./measure-event.ts";
import { rest, type Scene } from "./scene.ts";

const events = 3600;
const first = 60;
const megabyte = 1e6;

/** An hour's events of one call, as fast as they are taken, and what of them stays in the background's memory (Chromium). */
export async function measureHeap({ name, seat, control }: Scene, call: PlacedCall): Promise<Line[]> {
  const { browser } = seat;
  if (!browser.heapBytes) return [];
  const panel = popupPage(await browser.openPanel());
  let sent = 0;
  async function replay(until: number): Promise<number> {
    while (sent < until) {
      sent += 1;
      const attributes = { Bench_event: `event ${sent.toString()}` };
      control.setAttributes({ conversationId: call.conversationId, attributes });
      await rest(4);
      if (sent % first !== 0) continue;
      const value = attributes.Bench_event;
      await waitUntil("what was sent is shown", async () => (await panel.value("Bench_event")) === value, 30_000);
    }
    // The bench's own notes are no leak of the product's.
    await panel.page.evaluate(askArrivals);
    await rest(1000);
    return (await browser.heapBytes?.(panel.page))?.background ?? NaN;
  }
  const before = (await replay(first)) / megabyte;
  const after = (await replay(events)) / megabyte;
  await browser.closePopup(panel.page);
  return [
    {
      ...{ what: "background heap after 3,600 events of a call with 61 attributes", browser: name },
      ...{ floor: before, product: after, unit: "MB", figure: after / before, wanted: 1.2, asked: "≤ 1.2 ×" },
    },
  ];
}

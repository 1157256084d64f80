import { waitUntil } from "../browsers/wait-until.ts";
import { doubtMilliseconds, eventsPerSecond, flood, floodedAttribute, placeOthers } from "../e2e/event-flood.ts";
import { popupPage } from "../e2e/popup-page.ts";
import { watchKeys, watchTimes } from "../e2e/watched-page.ts";
import { type Line, spreadOf } from "./line.ts";
import { rest, type Scene } from "./scene.ts";

/** Each call has an event a second, and a value is to be there 2 s after it was written. */
const staleMilliseconds = 1_000 + 2_000;
/** What people take for "at once" (web.dev/articles/rail). */
const noticedMilliseconds = 100;
const typed = "typed into twenty events a second";

/** Twenty agents' worth of events: keys in a field, whose floor are the same keys before it began, and how old what stands there gets. */
export async function measureFlood({ name, seat, control }: Scene, seconds: number): Promise<Line[]> {
  const { conversationId: shown } = control.placeCall({ fixture: 0 });
  const panel = popupPage(await seat.browser.openPanel());
  await panel.waitForRow("CallerType", { state: "saved" });
  const calls = placeOthers(control, shown);
  await waitUntil("20 calls are shown", async () => (await panel.calls()).length === eventsPerSecond, 60_000);

  async function typing(): Promise<readonly number[]> {
    const stop = await watchKeys(panel.page);
    await panel.type("CallerType", typed);
    return (await stop()).map(({ milliseconds }) => milliseconds);
  }
  await typing();
  await rest(doubtMilliseconds);
  const floor = [...(await typing()), ...(await typing())];
  const stop = flood(control, calls);
  await rest(doubtMilliseconds);
  const times = await watchTimes(panel.page, floodedAttribute);
  const product: number[] = [];
  for (const began = performance.now(); performance.now() - began < seconds * 1_000; )
    product.push(...(await typing()));
  const { oldest } = await times();
  stop();
  for (const conversationId of calls) control.end({ conversationId, wrapup: false });
  await seat.browser.closePopup(panel.page);
  const [under, own] = [spreadOf(floor), spreadOf(product)];
  const what = `${eventsPerSecond.toString()} events a second for ${seconds.toString()} s`;
  return [
    {
      ...{ what: `key in a field → painted, ${what}`, browser: name, floor: under, product: own, unit: "ms" },
      ...{ figure: own.p95 - under.p95, wanted: noticedMilliseconds, asked: "p95 at most 100 ms more" },
    },
    {
      ...{ what: `oldest value that stood in a row, ${what}`, browser: name, floor: null, unit: "ms" },
      ...{ product: oldest, figure: oldest, wanted: staleMilliseconds, asked: "≤ 3,000 ms" },
    },
  ];
}

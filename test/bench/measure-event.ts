import type { Page } from "puppeteer-core";
import { waitUntil } from "../browsers/wait-until.ts";
import { popupPage } from "../e2e/popup-page.ts";
import type { PlacedCall } from "../simulator/place-call.ts";
import { type Line, ratioLine } from "./line.ts";
import { region, rest, type Scene } from "./scene.ts";

/** Value and moment, in ms since 1970. */
type Moment = readonly [string, number];

interface WatchedWindow {
  seen?: Moment[];
  listen(request: object): Promise<unknown>;
}

/** So many events in a row, then the other page comes to the front. */
const inARow = 5;

/** Notes each value that the element has in a frame, when that frame has been painted. */
function watchValue(selector: string): void {
  const seen: Moment[] = [];
  let last = "";
  function look(): void {
    const element = document.querySelector(selector);
    const value = element instanceof HTMLInputElement ? element.value : (element?.textContent ?? "");
    if (value !== last) {
      last = value;
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => seen.push([value, performance.timeOrigin + performance.now()]);
      port2.postMessage(undefined);
    }
    requestAnimationFrame(look);
  }
  look();
  (globalThis as unknown as WatchedWindow).seen = seen;
}

/** When the background of this page's extension got each frame; it forgets them. */
export function askArrivals(): Promise<Moment[]> {
  const channel = new BroadcastChannel("bench");
  return new Promise((resolve) => {
    channel.onmessage = ({ data }: MessageEvent<{ arrivals?: Moment[] }>) => {
      if (data.arrivals) resolve(data.arrivals);
    };
    channel.postMessage("tell");
  });
}

const seenIn = (page: Page): Promise<Moment[]> =>
  page.evaluate(() => (globalThis as unknown as WatchedWindow).seen ?? []);

/** From the socket's event in the background to the frame with the new value; Ben's socket and call are the floor's. */
export async function measureEvent(scene: Scene, call: PlacedCall, samples: number): Promise<Line[]> {
  const { name, seat, control } = scene;
  const token = control.issueToken({ user: "ben", region });
  const floorCall = control.placeCall({ fixture: 2, agents: ["ben"] });
  const attributes = { Bench_event: "none" };
  for (const { conversationId } of [call, floorCall]) control.setAttributes({ conversationId, attributes });
  const floorPage = await seat.browser.openBesidePage();
  const request = { userId: token.userId, token: token.accessToken, host: `api.${region}`, name: "Bench_event" };
  await floorPage.evaluate((given) => (globalThis as unknown as WatchedWindow).listen(given), request);
  const panel = popupPage(await seat.browser.openPanel());
  await panel.waitForRow("Bench_event", { value: "none" });
  // What was read a short time ago is doubted where an event differs, and read anew (src/background/doubts.ts).
  await rest(11_000);
  await floorPage.evaluate(watchValue, "[data-floor]");
  await panel.page.evaluate(watchValue, '[data-attribute="Bench_event"] input');

  async function series(page: Page, conversationId: string, first: number): Promise<void> {
    await page.bringToFront();
    await rest();
    for (let number = first; number < first + inARow; number += 1) {
      const value = `event ${number.toString()}`;
      control.setAttributes({ conversationId, attributes: { Bench_event: value } });
      await waitUntil("the event is painted", async () => (await seenIn(page)).some(([seen]) => seen === value));
      await rest(60);
    }
  }
  for (let first = 0; first < samples; first += inARow) {
    await series(floorPage, floorCall.conversationId, first);
    await series(panel.page, call.conversationId, first);
  }
  async function times(page: Page): Promise<number[]> {
    const arrivals = new Map(await page.evaluate(askArrivals));
    const seen = await seenIn(page);
    return seen.flatMap(([value, at]) => {
      const arrived = arrivals.get(value);
      return arrived === undefined ? [] : [at - arrived];
    });
  }
  const line = ratioLine(
    "event at the socket → row painted",
    name,
    { floor: await times(floorPage), product: await times(panel.page) },
    1.5,
  );
  await floorPage.close();
  await seat.browser.closePopup(panel.page);
  control.end({ conversationId: floorCall.conversationId, wrapup: false });
  return [line];
}

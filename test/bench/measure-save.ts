import type { Page } from "puppeteer-core";
import { waitUntil } from "../browsers/wait-until.ts";
import { popupPage } from "../e2e/popup-page.ts";
import type { PlacedCall } from "../simulator/place-call.ts";
import { type Line, ratioLine } from "./line.ts";
import { region, rest, type Scene } from "./scene.ts";

interface FloorWindow {
  write(request: object): Promise<unknown>;
}

/** Presses the one visible button that begins "Save"; answers when, by the page's clock, in ms since 1970. */
function pressSave(): number {
  const name = (button: Element): string => button.getAttribute("aria-label") ?? button.textContent.trim();
  const button = [...document.querySelectorAll("button")].find(
    (button) => button.getClientRects().length > 0 && name(button).startsWith("Save"),
  );
  const at = performance.timeOrigin + performance.now();
  button?.click();
  return at;
}

/** From the click to the PATCH at the server: the simulator runs on the same machine, by the same clock. */
export async function measureSave(scene: Scene, call: PlacedCall, samples: number): Promise<Line[]> {
  const { name, seat, control } = scene;
  const leg = { conversationId: call.conversationId, participantId: call.callerParticipantId };
  const { accessToken: token } = control.issueToken({ user: "anna", region });
  const floorPage = await seat.browser.openBesidePage();
  const panel = popupPage(await seat.browser.openPanel());
  await waitUntil("the call is shown", async () => (await panel.shownAttributes()).length > 0, 30_000);
  const attribute = (await panel.shownAttributes()).find((shown) => /^\w+$/.test(shown)) ?? "";
  const floor: number[] = [];
  const product: number[] = [];
  const requests: number[] = [];

  async function front(page: Page): Promise<void> {
    await page.bringToFront();
    await rest();
    control.clearReceived();
  }
  /** The write has arrived: when, in ms since 1970, in the middle of the millisecond. */
  async function arrival(): Promise<number> {
    await waitUntil("the write arrives", () => control.received({ method: "PATCH" }).length > 0);
    return (control.received({ method: "PATCH" })[0]?.at ?? NaN) + 0.5;
  }
  async function sampleFloor(value: string): Promise<void> {
    await front(floorPage);
    const request = { ...leg, token, host: `api.${region}`, attributes: { Bench_floor: value } };
    const begun = await floorPage.evaluate((given) => {
      const at = performance.timeOrigin + performance.now();
      void (globalThis as unknown as FloorWindow).write(given);
      return at;
    }, request);
    floor.push((await arrival()) - begun);
  }
  async function sampleProduct(value: string): Promise<void> {
    await front(panel.page);
    await panel.type(attribute, value);
    await rest();
    const begun = await panel.page.evaluate(pressSave);
    product.push((await arrival()) - begun);
    await panel.waitForRow(attribute, { value, state: "saved" });
    await rest();
    requests.push(control.received({ kind: "request" }).length);
  }
  await sampleFloor("first");
  await sampleProduct("first");
  floor.length = product.length = requests.length = 0;
  for (let count = 0; count < samples; count += 1) {
    await sampleFloor(`floor ${count.toString()}`);
    await sampleProduct(`typed ${count.toString()}`);
  }
  await floorPage.close();
  await seat.browser.closePopup(panel.page);
  const most = Math.max(...requests);
  return [
    ratioLine("click Save → PATCH at the server", name, { floor, product }, 1.5),
    {
      ...{ what: "requests for one save", browser: name, floor: null, product: most, unit: "requests" },
      ...{ figure: most, wanted: 1, asked: "1" },
    },
  ];
}

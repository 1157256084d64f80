import type { Page } from "puppeteer-core";
import { waitUntil } from "../browsers/wait-until.ts";
import { popupPage } from "../e2e/popup-page.ts";
import { watchKeys } from "../e2e/watched-page.ts";
import { type Line, spreadOf } from "./line.ts";
import { rest, type Scene } from "./scene.ts";

const many = 1000;
const frame = 1000 / 60;
const word = "queue 12";
const betweenKeys = 120;

/** Keys in the filter of a call with a thousand attributes, and in an empty input of an empty page. */
export async function measureFilter({ name, seat, control }: Scene, samples: number): Promise<Line[]> {
  const attributes = Object.fromEntries(
    Array.from({ length: many }, (_, index) => [`Flow_${index.toString()}_Queue`, `value ${index.toString()}`]),
  );
  const call = control.placeCall({ attributes });
  const floorPage = await seat.browser.openBesidePage();
  const panel = popupPage(await seat.browser.openPanel());
  await waitUntil(
    "a thousand attributes are shown",
    async () => (await panel.shownAttributes()).length >= many,
    60_000,
  );
  const floor: number[] = [];
  const product: number[] = [];

  async function type(page: Page, field: string, into: number[]): Promise<void> {
    await page.bringToFront();
    await page.focus(field);
    await rest();
    const stop = await watchKeys(page);
    await page.keyboard.type(word, { delay: betweenKeys });
    for (const key of Array.from(word, () => "Backspace" as const))
      await page.keyboard.press(key, { delay: betweenKeys });
    await rest();
    into.push(...(await stop()).map(({ milliseconds }) => milliseconds));
  }
  const filter = "input[type=search]";
  await type(floorPage, "input", []);
  await type(panel.page, filter, []);
  for (let count = 0; count < samples; count += word.length * 2) {
    await type(floorPage, "input", floor);
    await type(panel.page, filter, product);
  }
  await floorPage.close();
  await seat.browser.closePopup(panel.page);
  control.end({ conversationId: call.conversationId, wrapup: false });
  const [under, own] = [spreadOf(floor), spreadOf(product)];
  return [
    {
      ...{ what: `key in the filter → painted, ${many.toLocaleString("en")} attributes`, browser: name },
      ...{ floor: under, product: own, unit: "ms", figure: own.p95 - under.p95, wanted: frame },
      asked: "p95 at most 16.7 ms more",
    },
  ];
}

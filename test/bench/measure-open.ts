import type { Page } from "puppeteer-core";
import { waitUntil } from "../browsers/wait-until.ts";
import { type Line, ratioLine } from "./line.ts";
import { rest, type Scene } from "./scene.ts";

/** From the beginning of the page's navigation to the frame with everything in it; in the page, by the probe. */
async function paintedAfter(page: Page): Promise<number> {
  let painted: number | undefined;
  await waitUntil(
    "the page is painted",
    async () => {
      painted = await page.evaluate(() => performance.getEntriesByName("painted")[0]?.startTime);
      return painted !== undefined;
    },
    30_000,
  );
  return painted ?? NaN;
}

/** Opens the popup again and again: the empty one, ours, the empty one, ours after the background was killed. */
export async function measureOpen({ name, seat, desktop }: Scene, samples: number): Promise<Line[]> {
  const { browser } = seat;
  const floor: number[] = [];
  const warm: number[] = [];
  const cold: number[] = [];
  async function sample(into: number[], open: () => Promise<Page>): Promise<void> {
    await desktop.bringToFront();
    await rest();
    const page = await open();
    into.push(await paintedAfter(page));
    await browser.closePopup(page);
  }
  // Once each unmeasured: code caches fill.
  await sample([], () => browser.openBesidePopup());
  await sample([], () => browser.openPopup());
  for (let count = 0; count < samples; count += 1) {
    await sample(floor, () => browser.openBesidePopup());
    await sample(warm, () => browser.openPopup());
    await sample(floor, () => browser.openBesidePopup());
    await browser.killBackground();
    await sample(cold, () => browser.openPopup());
  }
  return [
    ratioLine("open popup → 61 attributes painted, background awake", name, { floor, product: warm }, 1.5),
    ratioLine("the same, background killed before", name, { floor, product: cold }, 2),
  ];
}

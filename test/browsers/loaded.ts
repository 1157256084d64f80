import type { Page } from "puppeteer-core";
import { waitUntil } from "./wait-until.ts";

/**
 * The page, when it has loaded; with an address, when that has. Asked again and again from outside: Puppeteer's
 * `waitForFunction` waits for frames, which a covered window does not draw, and fails in Firefox between two documents.
 */
export async function loaded(page: Page, address?: string): Promise<Page> {
  await waitUntil(`${address ?? "the page"} has loaded`, async () => {
    try {
      const [at, state] = await page.evaluate(() => [location.href, document.readyState]);
      return state === "complete" && (address === undefined || at === address);
    } catch {
      return false;
    }
  });
  return page;
}

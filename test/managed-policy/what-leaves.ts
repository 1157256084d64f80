import type { Page } from "puppeteer-core";
import { namedBrowser } from "../browsers/named-browser.ts";
import { namedElement } from "../browsers/visible-element.ts";
import { waitUntil } from "../browsers/wait-until.ts";

async function press(page: Page, label: string): Promise<void> {
  await (await namedElement(page, "button", label)).click();
}

/**
 * Everything that a person, or what reads the page to them, perceives of it: its markup, its title and the texts in its fields; in Chromium
 * the accessibility tree too. No driver reaches Firefox's tree, which is made of the same markup.
 */
export async function perceived(page: Page): Promise<string> {
  const seen = await page.evaluate(() => {
    const fields = [...document.querySelectorAll<HTMLInputElement>("input, textarea, select")];
    return [document.title, document.documentElement.outerHTML, ...fields.map(({ value }) => value)].join("\n");
  });
  if (namedBrowser().name === "firefox") return seen;
  const session = await page.createCDPSession();
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  return `${seen}\n${JSON.stringify(nodes)}`;
}

/** What "Export JSON" and "Export CSV" of the history put into files. */
export async function downloaded(popup: Page): Promise<string> {
  await popup.evaluate(() => {
    const make = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob: Blob) => {
      void blob.text().then((text) => {
        document.documentElement.dataset.downloaded = (document.documentElement.dataset.downloaded ?? "") + text;
      });
      return make(blob);
    };
  });
  await (await popup.waitForSelector("button.avatar"))?.click();
  for (const label of ["My changes", "Export JSON", "Export CSV", "Close"]) await press(popup, label);
  const files = (): Promise<string> => popup.evaluate(() => document.documentElement.dataset.downloaded ?? "");
  await waitUntil("both files are made", async () => (await files()).includes("time,conversation,participant"));
  return files();
}

/** What "Copy report" of the connection check copies. */
export async function reported(options: Page): Promise<string> {
  await options.evaluate(() => {
    navigator.clipboard.writeText = (text) => {
      document.documentElement.dataset.copied = text;
      return Promise.resolve();
    };
  });
  for (const label of ["Check connection", "Copy report"]) await press(options, label);
  const copied = (): Promise<string> => options.evaluate(() => document.documentElement.dataset.copied ?? "");
  await waitUntil("it is copied", async () => (await copied()) !== "");
  return copied();
}

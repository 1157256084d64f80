import type { CDPSession, Page } from "puppeteer-core";

/** How a page is looked at. */
export interface Look {
  readonly name: string;
  readonly page: "popup" | "panel";
  readonly scheme: "light" | "dark";
  readonly width: number;
  readonly height: number;
  /** Per cent of the browser's own text size. */
  readonly textSize: 100 | 200;
}

const plain = { page: "popup", scheme: "light", width: 400, height: 600, textSize: 100 } as const;

/** For every state. */
export const usualLooks: readonly Look[] = [
  { ...plain, name: "light" },
  { ...plain, name: "dark", scheme: "dark" },
];

export const narrowPanel = { page: "panel", width: 280 } as const;

/** For those in which most is on screen. */
export const furtherLooks: readonly Look[] = [
  { ...plain, ...narrowPanel, name: "280px" },
  // A browser with such letters makes the popup as large as it can: 800 px (layout.css).
  { ...plain, name: "200-percent", textSize: 200, width: 800 },
];

export const wideLooks: readonly Look[] = [640, 900].map((width) => ({
  ...plain,
  name: `${width.toString()}px`,
  page: "panel",
  width,
}));

const sessions = new WeakMap<Page, CDPSession>();

/** Brings a page before the eyes; Chromium only, for no driver asks Firefox for dark pages. */
export async function lookAt(
  page: Page,
  { scheme, width, height, textSize }: Look,
  isRightToLeft: boolean,
): Promise<void> {
  await page.bringToFront();
  // Puppeteer's own `setViewport` also sets what touches the screen, and headless Chromium forgets its mouse.
  const session = sessions.get(page) ?? (await page.createCDPSession());
  sessions.set(page, session);
  await session.send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: false });
  await page.emulateMediaFeatures([
    { name: "prefers-color-scheme", value: scheme },
    // Nothing is caught half-way.
    { name: "prefers-reduced-motion", value: "reduce" },
  ]);
  await page.evaluate(
    (size, direction) => {
      document.documentElement.style.fontSize = size;
      document.documentElement.dir = direction;
    },
    textSize === 100 ? "" : `${textSize.toString()}%`,
    isRightToLeft ? "rtl" : "ltr",
  );
}

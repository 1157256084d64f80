import type { Page } from "puppeteer-core";

/** From a key's press to the picture after it, and what then stood in the field. */
export interface KeyTime {
  readonly milliseconds: number;
  readonly value: string;
}

declare global {
  interface Window {
    /** Of the test that watches the page. */
    watchedKeys?: KeyTime[];
    watchedLag?: { oldest: number; looks: number; timer: number };
    watchedStates?: string[];
  }
}

/** Measures every key that is pressed in the page, by the page's own clock; the answer ends it and tells. */
export async function watchKeys(page: Page): Promise<() => Promise<readonly KeyTime[]>> {
  await page.evaluate(() => {
    const isWatched = window.watchedKeys !== undefined;
    window.watchedKeys = [];
    if (isWatched) return;
    window.addEventListener(
      "keydown",
      ({ timeStamp, target }) => {
        requestAnimationFrame(() => {
          // A task after the frame: it has been painted.
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            const value = target instanceof HTMLInputElement ? target.value : "";
            window.watchedKeys?.push({ milliseconds: performance.now() - timeStamp, value });
            port1.close();
          };
          port2.postMessage(undefined);
        });
      },
      { capture: true },
    );
  });
  return () => page.evaluate(() => window.watchedKeys ?? []);
}

/** The row's value is the time at which it was written: looks again and again how old it is. The answer ends it, and tells the oldest in ms. */
export async function watchLag(page: Page, attribute: string): Promise<() => Promise<number>> {
  await page.evaluate((name) => {
    const watched = { oldest: 0, looks: 0, timer: 0 };
    watched.timer = window.setInterval(() => {
      const field = document.querySelector(`[data-attribute=${JSON.stringify(name)}] input`);
      const writtenAt = field instanceof HTMLInputElement ? Number(field.value) : Number.NaN;
      watched.oldest = Math.max(watched.oldest, Date.now() - writtenAt);
      watched.looks += 1;
    }, 50);
    window.watchedLag = watched;
  }, attribute);
  return () =>
    page.evaluate(() => {
      window.clearInterval(window.watchedLag?.timer);
      return window.watchedLag?.oldest ?? Number.NaN;
    });
}

/** Every state through which the attribute's row goes from now on, however short it is there. */
export async function watchStates(page: Page, attribute: string): Promise<() => Promise<readonly string[]>> {
  await page.evaluate((name) => {
    const states: string[] = [];
    window.watchedStates = states;
    const look = (): void => {
      const state = document.querySelector(`[data-attribute=${JSON.stringify(name)}]`)?.getAttribute("data-state");
      if (state && state !== states.at(-1)) states.push(state);
    };
    look();
    new MutationObserver(look).observe(document, { attributeFilter: ["data-state"], childList: true, subtree: true });
  }, attribute);
  return () => page.evaluate(() => window.watchedStates ?? []);
}

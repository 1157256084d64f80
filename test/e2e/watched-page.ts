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
    watchedTimes?: { oldest: number; forwards: number; backwards: number; timer: number };
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

/** Of a row whose value is the time at which it was written, in ms since 1970. */
export interface ValueTimes {
  /** The greatest age at which a value stood there. */
  readonly oldest: number;
  /** How often a newer value took the place of an older one, and the other way round. */
  readonly forwards: number;
  readonly backwards: number;
}

/** Looks at the row again and again; the answer ends it, and tells. */
export async function watchTimes(page: Page, attribute: string): Promise<() => Promise<ValueTimes>> {
  await page.evaluate((name) => {
    const watched = { oldest: 0, forwards: 0, backwards: 0, timer: 0 };
    let last = Number.NaN;
    watched.timer = window.setInterval(() => {
      const field = document.querySelector(`[data-attribute=${JSON.stringify(name)}] input`);
      const writtenAt = field instanceof HTMLInputElement ? Number(field.value) : Number.NaN;
      watched.oldest = Math.max(watched.oldest, Date.now() - writtenAt);
      if (writtenAt > last) watched.forwards += 1;
      if (writtenAt < last) watched.backwards += 1;
      last = writtenAt;
    }, 50);
    window.watchedTimes = watched;
  }, attribute);
  return () =>
    page.evaluate(() => {
      window.clearInterval(window.watchedTimes?.timer);
      return window.watchedTimes ?? { oldest: Number.NaN, forwards: Number.NaN, backwards: Number.NaN };
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

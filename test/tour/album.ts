import { copyFile, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { waitUntil } from "../browsers/wait-until.ts";

/** What a picture shows, and how to tell that the page shows it. */
export interface Subject {
  readonly name: string;
  /** For the list at the end. */
  readonly sentence: string;
  readonly holds: () => boolean | Promise<boolean>;
  /** It is a movement that is shown; else the page has to be at rest. */
  readonly isMoving?: boolean;
  /** The page is longer than its window, and all of it is shown. */
  readonly isLong?: boolean;
}

/** The numbered pictures of one tour. */
export interface Album {
  /** Waits until the page shows it, takes the picture, and looks again: a wrong state is never photographed. */
  take(page: Page, subject: Subject): Promise<void>;
  /** `tour/01-not-set-up.png  Before …`, a line each. */
  lines(): string[];
  /** Copies pictures under their names without a number. */
  copyTo(folder: string, names: readonly string[]): Promise<void>;
}

const ofAnEarlierTour = /^\d\d-[a-z0-9-]+\.png$/;

/** Begins an album in a folder, without the pictures of an earlier tour. */
export async function beginAlbum(folder: string): Promise<Album> {
  await mkdir(folder, { recursive: true });
  const old = (await readdir(folder)).filter((name) => ofAnEarlierTour.test(name));
  await Promise.all(old.map((name) => rm(join(folder, name))));
  const taken = new Map<string, { path: string; sentence: string }>();

  return {
    async take(page, { name, sentence, holds, isMoving = false, isLong = false }) {
      const shows = async (): Promise<boolean> => (isMoving || (await isAtRest(page))) && (await holds());
      // A row under the mouse looks different.
      await page.mouse.move(0, 0);
      await waitUntil(`picture "${name}": ${sentence}`, shows);
      const path = join(folder, `${(taken.size + 1).toString().padStart(2, "0")}-${name}.png`);
      await writeFile(path, await page.screenshot({ fullPage: isLong }));
      if (!(await holds())) throw new Error(`While the picture "${name}" was taken, this ceased to hold: ${sentence}`);
      taken.set(name, { path, sentence });
    },
    lines: () => [...taken.values()].map(({ path, sentence }) => `${path.padEnd(32)} ${sentence}`),
    async copyTo(target, names) {
      await mkdir(target, { recursive: true });
      for (const name of names) {
        const picture = taken.get(name);
        if (picture === undefined) throw new Error(`This tour has no picture "${name}" for ${target}.`);
        await copyFile(picture.path, join(target, `${name}.png`));
      }
    },
  };
}

/** Whether everything on the page has come to rest: no transition is half-way. */
function isAtRest(page: Page): Promise<boolean> {
  return page.evaluate(() => document.getAnimations().every(({ playState }) => playState !== "running"));
}

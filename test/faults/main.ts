import { mkdir, writeFile } from "node:fs/promises";
import type { BrowserName } from "../browsers/browser-under-test.ts";
import { type Desk, openDesk } from "./desk.ts";
import { appliedTo, browserKilled, type Cell, cells, faults, moments, popupIs } from "./matrix.ts";
import { isGood } from "./outcome.ts";
import { runCell } from "./run-cell.ts";

interface Judged {
  readonly browser: BrowserName;
  readonly cell: Cell;
  readonly word: string;
  readonly detail: string;
  readonly seconds: number;
}

const builds: Readonly<Record<BrowserName, string>> = { chromium: "dist/chrome", firefox: "dist/firefox" };

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function judge(desk: Desk, browser: BrowserName, cell: Cell): Promise<Judged> {
  const began = performance.now();
  let seen: { word: string; detail: string };
  try {
    seen = await runCell(desk, cell);
  } catch (error) {
    seen = { word: "broken", detail: error instanceof Error ? error.message : String(error) };
  }
  return { browser, cell, word: seen.word, detail: seen.detail, seconds: (performance.now() - began) / 1000 };
}

async function runBrowser(browser: BrowserName, chosen: readonly Cell[]): Promise<Judged[]> {
  let desk = await openDesk(browser, builds[browser]);
  const judged: Judged[] = [];
  for (const [index, cell] of chosen.entries()) {
    const one = await judge(desk, browser, cell);
    judged.push(one);
    const place = `${browser} ${(index + 1).toString()}/${chosen.length.toString()}`;
    const what = `${cell.fault.name}, ${cell.moment}, popup ${cell.popup}`;
    say(`${place}  ${what}: ${one.word} (${one.seconds.toFixed(1)} s)${isGood(one.word) ? "" : `  ${one.detail}`}`);
    // What went wrong must not spoil the next cell.
    if (isGood(one.word)) continue;
    await desk.end();
    desk = await openDesk(browser, builds[browser]);
  }
  await desk.end();
  return judged;
}

function table(browser: BrowserName, judged: readonly Judged[]): string[] {
  const columns = moments.flatMap((moment) => popupIs.map((popup) => ({ moment, popup })));
  const widths = [18, ...columns.map(({ moment }) => Math.max(8, Math.ceil(moment.length / 2) + 1))];
  const line = (texts: readonly string[]): string =>
    texts.map((text, index) => text.padEnd(widths[index] ?? 8)).join(" ");
  const wordsOf = (name: string): string[] =>
    columns.map(
      ({ moment, popup }) =>
        judged.find(({ cell }) => cell.fault.name === name && cell.moment === moment && cell.popup === popup)?.word ??
        "",
    );
  const killed = judged.filter(({ cell }) => cell.fault === browserKilled);
  return [
    "",
    browser,
    "",
    `${" ".repeat(19)}${moments.map((moment, index) => moment.padEnd((widths[2 * index + 1] ?? 8) + (widths[2 * index + 2] ?? 8) + 2)).join("")}`,
    line(["", ...columns.map(({ popup }) => popup)]),
    ...faults.map(({ name }) => line([name, ...wordsOf(name)])),
    ...killed.map(({ cell, word }) => `browser killed ${cell.moment}, popup ${cell.popup}: ${word}`),
  ];
}

/** `npm run faults -- firefox` runs one browser; further words choose the cells whose names hold all of them. */
async function main(words: readonly string[]): Promise<boolean> {
  const named = (["chromium", "firefox"] as const).filter((name) => words.includes(name));
  const browsers = named.length > 0 ? named : (["chromium", "firefox"] as const);
  const wanted = words.filter((word) => !browsers.some((name) => name === word));
  const chosen = cells.filter(({ fault, moment, popup }) =>
    wanted.every((word) => `${fault.name}, ${moment}, popup ${popup}`.includes(word)),
  );
  const began = performance.now();
  const judged = await Promise.all(
    browsers.map(async (browser) => ({ browser, all: await runBrowser(browser, chosen) })),
  );
  for (const moment of moments) say(`${moment}: ${appliedTo[moment]}.`);
  for (const { browser, all } of judged) for (const line of table(browser, all)) say(line);
  const everything = judged.flatMap(({ all }) => all);
  await mkdir("test-results", { recursive: true });
  const report = everything.map(({ browser, cell: { fault, moment, popup }, word, detail, seconds }) => {
    return { browser, fault: fault.name, moment, popup, word, detail, seconds };
  });
  await writeFile("test-results/faults.json", `${JSON.stringify(report, undefined, 2)}\n`);
  const bad = everything.filter(({ word }) => !isGood(word));
  const minutes = ((performance.now() - began) / 60_000).toFixed(1);
  say(
    `\n${everything.length.toString()} cells, ${bad.length.toString()} of them neither kept nor written nor asked, ${minutes} min`,
  );
  return everything.length > 0 && bad.length === 0;
}

process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;

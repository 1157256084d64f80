import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { namedBrowser } from "../browsers/named-browser.ts";
import {
  answers,
  backgroundKilled,
  browserKilled,
  type Cell,
  colleague,
  expectedWord,
  moments,
  popupIs,
} from "../faults/matrix.ts";
import { type Running, runSideBySide } from "../faults/side-by-side.ts";

function nameOf({ fault, moment, popup }: Cell): string {
  return `${fault.name}, ${moment}, popup ${popup}`;
}

// `npm run faults` tries every cell of the matrix; these are the ones in which nobody is looking.
const closed = [...answers, colleague].map((fault): Cell => ({ fault, moment: "request under way", popup: "closed" }));
const kills = moments.flatMap((moment) => popupIs.map((popup): Cell => ({ fault: backgroundKilled, moment, popup })));
const crash: Cell = { fault: browserKilled, moment: "before the request", popup: "closed" };

// Timeouts of 15 s come first: all else is tried in the other browser meanwhile.
const isPatient = ({ fault }: Cell): boolean => ["slow, 20 s", "401, signed out"].includes(fault.name);
const cells = [...closed.filter(isPatient), crash, ...kills, ...closed.filter((cell) => !isPatient(cell))];

const browserCount = 2;

describe("what was typed is kept, written or asked about", () => {
  let running: Running;

  beforeAll(() => {
    running = runSideBySide(namedBrowser(), cells, browserCount);
  });
  afterAll(async () => {
    await running.end();
  });

  it.each(cells.map((cell) => ({ name: nameOf(cell), cell })))("$name", async ({ cell }) => {
    expect(await running.outcomes.get(cell)).toMatchObject({ word: expectedWord(cell) });
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { namedBrowser } from "../browsers/named-browser.ts";
import { type Desk, openDesk } from "../faults/desk.ts";
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
import type { Outcome } from "../faults/outcome.ts";
import { runCell } from "../faults/run-cell.ts";

function nameOf({ fault, moment, popup }: Cell): string {
  return `${fault.name}, ${moment}, popup ${popup}`;
}

// `npm run faults` tries every cell of the matrix; these are the ones in which nobody is looking.
const closed = [...answers, colleague].map((fault): Cell => ({ fault, moment: "request under way", popup: "closed" }));
const kills = moments.flatMap((moment) => popupIs.map((popup): Cell => ({ fault: backgroundKilled, moment, popup })));
const crash: Cell = { fault: browserKilled, moment: "before the request", popup: "closed" };

// Timeouts of 15 s: these are waited for in a second browser, beside the others.
const isPatient = ({ fault }: Cell): boolean => ["slow, 20 s", "401, signed out"].includes(fault.name);

describe("what was typed is kept, written or asked about", () => {
  let desk: Desk;
  let patientDesk: Desk;
  const patient = new Map<Cell, Promise<Outcome>>();

  beforeAll(async () => {
    const { name, extension } = namedBrowser();
    desk = await openDesk(name, extension);
    patientDesk = await openDesk(name, extension);
    let before: Promise<unknown> = Promise.resolve();
    for (const cell of closed.filter(isPatient)) {
      const mine = before.then(() => runCell(patientDesk, cell));
      before = mine.catch(() => undefined);
      patient.set(cell, mine);
    }
  });
  afterAll(async () => {
    await desk.end();
    await patientDesk.end();
  });

  it.each(
    [...kills, ...closed.filter((cell) => !isPatient(cell)), crash].map((cell) => ({ name: nameOf(cell), cell })),
  )("$name", async ({ cell }) => {
    expect(await runCell(desk, cell)).toMatchObject({ word: expectedWord(cell) });
  });

  it.each(closed.filter(isPatient).map((cell) => ({ name: nameOf(cell), cell })))("$name", async ({ cell }) => {
    expect(await patient.get(cell)).toMatchObject({ word: expectedWord(cell) });
  });
});

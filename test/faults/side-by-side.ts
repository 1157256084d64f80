import type { NamedBrowser } from "../browsers/named-browser.ts";
import { type Desk, openDesk } from "./desk.ts";
import type { Cell } from "./matrix.ts";
import type { Outcome } from "./outcome.ts";
import { runCell } from "./run-cell.ts";

/** Cells that are being run. */
export interface Running {
  /** How each cell ended, once it has; rejects if it could not be run. */
  readonly outcomes: ReadonlyMap<Cell, Promise<Outcome>>;
  /** Waits for all cells, and closes the browsers. */
  end(): Promise<void>;
}

/** A cell mostly waits: so several browsers at once take the next cell each, in the order that is given. */
export function runSideBySide(
  { name, extension }: NamedBrowser,
  cells: readonly Cell[],
  browserCount: number,
): Running {
  /** Each is open, or opened by whoever takes it. */
  const free: (Desk | undefined)[] = Array.from({ length: browserCount });
  const waiting: ((desk: Desk | undefined) => void)[] = [];

  function take(): Promise<Desk | undefined> {
    if (free.length > 0) return Promise.resolve(free.shift());
    return new Promise((resolve) => waiting.push(resolve));
  }
  function giveBack(desk: Desk | undefined): void {
    const next = waiting.shift();
    if (next) next(desk);
    else free.push(desk);
  }
  async function run(cell: Cell): Promise<Outcome> {
    let desk = await take();
    try {
      desk ??= await openDesk(name, extension);
      return await runCell(desk, cell);
    } catch (error) {
      // What went wrong must not spoil the next cell.
      await desk?.end();
      desk = undefined;
      throw error;
    } finally {
      giveBack(desk);
    }
  }
  const outcomes = new Map(cells.map((cell) => [cell, run(cell)]));
  const ended = Promise.allSettled(outcomes.values());
  return {
    outcomes,
    async end() {
      await ended;
      await Promise.all(free.flatMap((desk) => (desk ? [desk.end()] : [])));
    },
  };
}

import { createMovedClock } from "../moved-clock/moved-clock.ts";
import { createSeat } from "../moved-clock/seat.ts";
import { redirectUri } from "../moved-clock/simulated-browser.ts";
import { createSeededRandom } from "../simulator/seeded-random.ts";
import { createSimulator } from "../simulator/simulator.ts";
import { workShift } from "./agent.ts";
import { type Fates, noFates } from "./edits.ts";
import { createRegion, type Line } from "./region.ts";
import { createTraffic, type Traffic } from "./traffic.ts";

const minute = 60_000;
const hour = 60 * minute;

/** Nine o'clock. */
const begin = Date.UTC(2026, 2, 2, 9, 0, 0);

/** Time moves by a tenth of a second: answers take as many. */
const grain = 100;

/** Everybody comes within two minutes. */
const wave = 2 * minute;
const outageFor = 5 * minute;

/** What happens to all of them on one day, as parts of it. */
const maintenanceAt = 2 / 8;
const outageAt = 5 / 8;
/** Tokens that were got in the wave lapse in one. */
const tokensLapseAt = 6 / 8;

export interface ShiftOptions {
  readonly seats: number;
  readonly hours: number;
  readonly seed: number;
  /** Of requests and sockets, how many go wrong. */
  readonly faultRate: number;
  readonly progress: (moment: number) => void;
}

/** Seconds after which a seat was back; ascending. */
export interface Return {
  readonly open: readonly number[];
  readonly read: readonly number[];
  /** Requests in each second from the end of the outage on. */
  readonly series: readonly number[];
}

export interface Shift {
  readonly seats: number;
  readonly hours: number;
  readonly traffic: Traffic;
  readonly fates: Fates;
  readonly mishaps: number;
  /** Most requests and sockets within a second. */
  readonly peaks: Readonly<Record<"login" | "maintenance" | "outage" | "back" | "tokens" | "otherwise", number>>;
  readonly back: Return;
  /** Timers, sockets and tokens that were left when all had gone home. */
  readonly left: { readonly timers: number; readonly sockets: number; readonly tokens: number };
}

/** One day of a fleet: everybody's `createBackground` in this process, one clock, one simulator. */
export async function runShift(options: ShiftOptions): Promise<Shift> {
  const { seats, hours, seed, faultRate, progress } = options;
  const simulator = createSimulator({ redirectUris: [redirectUri], seed });
  const clock = createMovedClock(simulator, begin, grain);
  const { control } = simulator;
  simulator.advance(begin);
  control.setTokenLifetime({ seconds: Math.round(tokensLapseAt * hours * 3600) });
  const traffic = createTraffic();
  const chance = createSeededRandom(seed + 1);
  const region = createRegion(simulator, traffic, chance, faultRate);
  const fates = noFates();
  const lines: Line[] = [];
  const end = begin + hours * hour;
  const days: Promise<void>[] = [];
  const before = clock.timers();
  for (let index = 0; index < seats; index += 1) {
    const random = createSeededRandom(seed + 1000 + index);
    const { id: userId } = control.addPerson({ name: `Agent ${index.toString()}`, role: "agent" });
    const line: Line = { openAgainAt: undefined, readAgainAt: undefined };
    const seat = await createSeat(region.seenBy(line), clock, { random: () => random.next() });
    lines.push(line);
    const comesAt = begin + random.next() * wave;
    // The last call may last nine minutes, and what was saved in it is looked at nine minutes later.
    const goesAt = end - 22 * minute;
    days.push(workShift({ seat, userId, control, clock, random, region, fates, comesAt, goesAt }));
  }
  const all = Promise.all(days);
  // A broken seat breaks the run at once, not at its end.
  let failure: Error | undefined;
  all.catch((error: unknown) => (failure = error instanceof Error ? error : new Error(String(error))));

  async function moveTo(moment: number): Promise<void> {
    while (clock.now() < moment && failure === undefined) {
      await clock.move(Math.min(minute, moment - clock.now()));
      progress(clock.now());
    }
    if (failure !== undefined) throw failure;
  }

  const at = { maintenance: maintenanceAt, outage: outageAt, tokens: tokensLapseAt };
  const maintenance = begin + at.maintenance * hours * hour;
  const outage = begin + at.outage * hours * hour;
  const back = outage + outageFor;
  const tokens = begin + at.tokens * hours * hour;
  await moveTo(maintenance);
  control.sendSocketClosing();
  await moveTo(outage);
  region.isDown = true;
  control.dropSockets();
  await moveTo(back);
  region.isDown = false;
  for (const line of lines) line.openAgainAt = line.readAgainAt = undefined;
  await moveTo(end);
  await all;
  await clock.move(2 * minute);

  const seconds = (moments: readonly (number | undefined)[]): number[] =>
    moments.map((moment) => ((moment ?? Infinity) - back) / 1000).toSorted((a, b) => a - b);
  const waves: [number, number][] = [
    [begin, begin + wave + minute],
    [maintenance, maintenance + 2 * minute],
    [outage, back],
    [back, back + 3 * minute],
    [tokens - 2 * minute, tokens + wave + 2 * minute],
  ];
  const [login = 0, closing = 0, during = 0, after = 0, renewal = 0] = waves.map(([from, to]) =>
    traffic.peakOf(from, to),
  );
  const quiet = [...waves.map(([, to]) => to), begin].toSorted((a, b) => a - b);
  const otherwise = quiet.map((from, index) => {
    const next = waves.map(([start]) => start).filter((start) => start >= from);
    return traffic.peakOf(from, Math.min(end, ...next, index === quiet.length - 1 ? end : Infinity));
  });
  const { openSockets, tokens: living } = control.state();
  return {
    seats,
    hours,
    traffic,
    fates,
    mishaps: region.mishaps(),
    peaks: {
      login,
      maintenance: closing,
      outage: during,
      back: after,
      tokens: renewal,
      otherwise: Math.max(...otherwise),
    },
    back: {
      open: seconds(lines.map(({ openAgainAt }) => openAgainAt)),
      read: seconds(lines.map(({ readAgainAt }) => readAgainAt)),
      series: traffic.series(back, 90),
    },
    left: { timers: clock.timers() - before, sockets: openSockets, tokens: living },
  };
}

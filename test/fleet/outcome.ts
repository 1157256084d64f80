import type { Shift } from "./shift.ts";

/** The figures of one shift, as they are kept and told. */
export interface Outcome {
  readonly seats: number;
  readonly hours: number;
  /** Requests to the API for an agent and an hour: all, and by kind without those under 0.05. */
  readonly perAgentHour: number;
  readonly kinds: Readonly<Record<string, number>>;
  readonly socketsPerAgent: number;
  readonly tooMany: number;
  readonly mishaps: number;
  readonly peaks: Shift["peaks"];
  readonly fates: Shift["fates"];
  /** Seconds after the outage: half of the seats, 95 of 100, the last one. */
  readonly heardAgain: readonly [number, number, number];
  readonly readAgain: readonly [number, number, number];
  readonly series: readonly number[];
  readonly left: Shift["left"];
  /** What the run itself took. */
  readonly seconds: number;
  readonly megabytes: number;
}

function spread(ascending: readonly number[]): [number, number, number] {
  const at = (part: number): number =>
    ascending[Math.min(ascending.length - 1, Math.floor(part * ascending.length))] ?? NaN;
  return [at(0.5), at(0.95), at(1)];
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

export function outcomeOf(shift: Shift, seconds: number): Outcome {
  const { seats, hours, traffic, fates, mishaps, peaks, back, left } = shift;
  const agentHours = seats * hours;
  const kinds = [...traffic.kinds()]
    .map(([kind, count]): [string, number] => [kind, rounded(count / agentHours)])
    .filter(([, count]) => count >= 0.05)
    .toSorted(([, one], [, other]) => other - one);
  return {
    ...{ seats, hours, fates, mishaps, peaks, left },
    perAgentHour: rounded(traffic.api() / agentHours),
    kinds: Object.fromEntries(kinds),
    socketsPerAgent: rounded(traffic.sockets() / seats),
    tooMany: traffic.status(429),
    heardAgain: spread(back.open),
    readAgain: spread(back.read),
    series: back.series,
    seconds: Math.round(seconds),
    megabytes: Math.round(process.memoryUsage().rss / 1e6),
  };
}

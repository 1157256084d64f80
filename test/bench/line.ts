import type { BrowserName } from "../browsers/browser-under-test.ts";

/** What was measured, of many samples. */
export interface Spread {
  readonly samples: number;
  readonly median: number;
  /** The middle half of the samples lies between these. */
  readonly quarters: readonly [number, number];
  readonly p95: number;
}

/** One line of the table. */
export interface Line {
  readonly what: string;
  /** `both`: a figure of the build, not of a browser. */
  readonly browser: BrowserName | "both";
  readonly floor: Spread | number | null;
  readonly product: Spread | number;
  readonly unit: "ms" | "kB" | "MB" | "requests" | "%";
  /** What counts, and its bound. */
  readonly figure: number;
  readonly wanted: number;
  readonly asked: string;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (part: number): number => sorted[Math.floor((sorted.length - 1) * part)] ?? NaN;
  return { samples: sorted.length, median: at(0.5), quarters: [at(0.25), at(0.75)], p95: at(0.95) };
}

/** A line that is about how much longer it takes than the floor. */
export function ratioLine(
  what: string,
  browser: BrowserName,
  { floor, product }: { readonly floor: readonly number[]; readonly product: readonly number[] },
  wanted: number,
): Line {
  const [under, own] = [spreadOf(floor), spreadOf(product)];
  const figure = own.median / under.median;
  return { what, browser, floor: under, product: own, unit: "ms", figure, wanted, asked: `≤ ${wanted.toString()} ×` };
}

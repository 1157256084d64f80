import type { Line, Spread } from "./line.ts";

function shown(value: Spread | number | null, unit: Line["unit"]): string {
  if (value === null) return "–";
  const round = (number: number): string => number.toFixed(unit === "requests" ? 0 : 1);
  if (typeof value === "number") return `${round(value)} ${unit}`;
  const [low, high] = value.quarters;
  return `${round(value.median)} ${unit} (${round(low)} to ${round(high)}; p95 ${round(value.p95)}; n = ${value.samples.toString()})`;
}

function figureOf({ figure, asked, unit, product }: Line): string {
  if (asked.includes("×")) return `${figure.toFixed(2)} ×`;
  if (asked.includes("%")) return `${figure.toFixed(2)} %`;
  if (typeof product !== "number") return `${figure.toFixed(1)} ${unit} more`;
  return `${figure.toFixed(unit === "requests" ? 0 : 1)} ${unit}`;
}

export function isReached({ figure, wanted }: Line): boolean {
  return figure <= wanted;
}

export function tableOf(lines: readonly Line[]): string {
  const rows = lines.map((line) => [
    line.what,
    line.browser,
    shown(line.floor, line.unit),
    shown(line.product, line.unit),
    `${isReached(line) ? "" : "**"}${figureOf(line)}${isReached(line) ? "" : "**"}`,
    line.asked,
  ]);
  const head = ["what", "browser", "floor", "Calltag", "figure", "asked"];
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

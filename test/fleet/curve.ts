import type { Outcome } from "./outcome.ts";

const width = 720;
const height = 260;
const margin = { left: 56, right: 16, top: 24, bottom: 36 };
const colours = ["#0b6e4f", "#b3541e", "#3d5a98"];

/** Requests a second for a hundred seats in the minute and a half after the outage, one line for each size of fleet, as SVG. */
export function drawCurve(outcomes: readonly Outcome[]): string {
  const lines = outcomes.map(({ seats, series }) => ({ seats, values: series.map((count) => (count * 100) / seats) }));
  const top = Math.max(1, ...lines.flatMap(({ values }) => values));
  const seconds = Math.max(1, ...lines.map(({ values }) => values.length));
  const x = (second: number): number => margin.left + (second / seconds) * (width - margin.left - margin.right);
  const y = (value: number): number => height - margin.bottom - (value / top) * (height - margin.top - margin.bottom);
  const text = (atX: number, atY: number, words: string, anchor = "middle"): string =>
    `<text x="${atX.toFixed(0)}" y="${atY.toFixed(0)}" text-anchor="${anchor}">${words}</text>`;
  const ticks = [0, 15, 30, 45, 60, 75, 90].filter((second) => second <= seconds);
  const paths = lines.map(({ values }, index) => {
    const points = values.map((value, second) => `${x(second + 0.5).toFixed(1)},${y(value).toFixed(1)}`);
    return `<polyline fill="none" stroke="${colours[index % colours.length] ?? "#000"}" stroke-width="1.5" points="${points.join(" ")}"/>`;
  });
  const names = lines.map(({ seats }, index) => {
    const atY = margin.top + index * 18;
    return `<g fill="${colours[index % colours.length] ?? "#000"}">${text(width - margin.right, atY, `${seats.toLocaleString("en")} seats`, "end")}</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width.toString()} ${height.toString()}" font-family="system-ui, sans-serif" font-size="12" fill="#444">`,
    `<rect width="${width.toString()}" height="${height.toString()}" fill="#fff"/>`,
    `<path d="M${margin.left.toString()} ${margin.top.toString()}V${(height - margin.bottom).toString()}H${(width - margin.right).toString()}" fill="none" stroke="#999"/>`,
    ...ticks.map((second) => text(x(second), height - margin.bottom + 16, `${second.toString()} s`)),
    ...[0, top / 2, top].map((value) => text(margin.left - 8, y(value) + 4, value.toFixed(1), "end")),
    text(margin.left, 14, "requests and sockets a second for every hundred seats, after the outage", "start"),
    ...paths,
    ...names,
    "</svg>",
    "",
  ].join("\n");
}

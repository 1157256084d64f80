import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { BrowserName } from "../browsers/browser-under-test.ts";
import { prepareExtensions } from "./extensions.ts";
import type { Line } from "./line.ts";
import { measureEvent } from "./measure-event.ts";
import { measureFilter } from "./measure-filter.ts";
import { measureFlood } from "./measure-flood.ts";
import { measureHeap } from "./measure-heap.ts";
import { measureOpen } from "./measure-open.ts";
import { measurePage } from "./measure-page.ts";
import { measureQuiet } from "./measure-quiet.ts";
import { measureSave } from "./measure-save.ts";
import { measureSizes } from "./measure-sizes.ts";
import { isReached, tableOf } from "./report.ts";
import { openScene } from "./scene.ts";

/**
 * `npm run bench`. `--samples 5`: fewer; `--minutes 0`: without the ten real minutes; `--browser chromium`; `--only save,event`; `--write`: the
 * table goes into docs/performance.md.
 */
const { values } = parseArgs({
  options: {
    samples: { type: "string", default: "25" },
    minutes: { type: "string", default: "10" },
    browser: { type: "string" },
    only: { type: "string" },
    write: { type: "boolean", default: false },
  },
});
const samples = Number(values.samples);
const minutes = Number(values.minutes);
/** A minute; a run with few samples is to be short. */
const floodSeconds = samples < 25 ? 20 : 60;
const isWanted = (name: string): boolean => values.only === undefined || values.only.split(",").includes(name);
const browsers = (["chromium", "firefox"] as const).filter((name) => (values.browser ?? name) === name);

async function measure(name: BrowserName): Promise<Line[]> {
  const lines: Line[] = [];
  const extensions = await prepareExtensions(name);
  const scene = await openScene(name, extensions);
  const keep = (more: readonly Line[]): void => {
    lines.push(...more);
    if (more.length > 0) console.log(tableOf(more));
  };
  try {
    if (isWanted("filter")) keep(await measureFilter(scene, samples * 2));
    if (isWanted("flood")) keep(await measureFlood(scene, floodSeconds));
    const call = scene.control.placeCall({ fixture: 2 });
    if (isWanted("open")) keep(await measureOpen(scene, samples));
    if (isWanted("save")) keep(await measureSave(scene, call, samples));
    if (isWanted("event")) keep(await measureEvent(scene, call, samples * 2));
    if (name === "chromium" && isWanted("page")) keep(await measurePage(scene));
    if (name === "chromium" && isWanted("heap")) keep(await measureHeap(scene, call));
    scene.control.end({ conversationId: call.conversationId, wrapup: false });
    if (minutes > 0 && isWanted("quiet")) keep(await measureQuiet(scene, minutes));
  } finally {
    await scene.end();
    await extensions.discard();
  }
  return lines;
}

const inRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const lines: Line[] = [];
for (const name of browsers) lines.push(...(await measure(name)));
if (isWanted("sizes")) lines.push(...measureSizes());
const machine = {
  processor: cpus()[0]?.model ?? "unknown",
  cores: availableParallelism(),
  load: loadavg()[0],
  at: new Date().toISOString(),
};
mkdirSync(inRoot("test-results"), { recursive: true });
writeFileSync(inRoot("test-results/bench.json"), JSON.stringify({ machine, lines }, null, 2));
const table = tableOf(lines);
console.log(`\n${table}\n\n${JSON.stringify(machine)}`);
if (values.write) {
  const path = inRoot("docs/performance.md");
  const text = `${machine.cores.toString()} cores of ${machine.processor}, ${machine.at.slice(0, 16)} UTC, load ${(machine.load ?? NaN).toFixed(1)} at the end.\n\n${table}`;
  const marks = /(<!-- bench -->)[^]*?(<!-- \/bench -->)/;
  const document = readFileSync(path, "utf8");
  writeFileSync(
    path,
    document.replace(marks, (_, before: string, after: string) => `${before}\n\n${text}\n\n${after}`),
  );
}
const missed = lines.filter((line) => !isReached(line));
for (const { what, browser } of missed) console.error(`not reached: ${what} (${browser})`);
process.exitCode = missed.length > 0 ? 1 : 0;

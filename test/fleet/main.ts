import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { drawCurve } from "./curve.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import { kindsOf, tableOf } from "./report.ts";
import { runShift } from "./shift.ts";

// `npm run fleet`: 10, 100 and 1,000 seats for 8 hours; `npm run fleet -- --hours 1 20` others. Docs are written from what was run for 8 hours.
const given = process.argv.slice(2);
const wholeDay = 8;
const hoursAt = given.indexOf("--hours");
const hours = hoursAt < 0 ? wholeDay : Number(given[hoursAt + 1]);
const sizes = given.filter((_, index) => hoursAt < 0 || (index !== hoursAt && index !== hoursAt + 1)).map(Number);

const inRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const kept = inRoot("test-results/fleet.json");

function readKept(): Outcome[] {
  try {
    return JSON.parse(readFileSync(kept, "utf8")) as Outcome[];
  } catch {
    return [];
  }
}

/** Puts a text between the marks of a document. */
function fill(path: string, name: string, text: string): void {
  const document = readFileSync(path, "utf8");
  const marks = new RegExp(`(<!-- ${name} -->)[^]*?(<!-- /${name} -->)`);
  writeFileSync(
    path,
    document.replace(marks, (_, before: string, after: string) => `${before}\n\n${text}\n\n${after}`),
  );
}

let isGood = true;
let outcomes = readKept();
for (const seats of sizes.length > 0 ? sizes : [10, 100, 1000]) {
  const started = performance.now();
  const shift = await runShift({
    ...{ seats, hours, seed: 20_260_302, faultRate: 0.01 },
    progress(moment) {
      if (moment % 1_800_000 !== 0) return;
      const spent = ((performance.now() - started) / 1000).toFixed(0);
      console.log(`${seats.toString()} seats, ${new Date(moment).toISOString().slice(11, 16)}, after ${spent} s`);
    },
  });
  const outcome = outcomeOf(shift, (performance.now() - started) / 1000);
  if (hours !== wholeDay) console.log(`${tableOf([outcome])}\n\n${kindsOf(outcome)}`);
  else outcomes = [...outcomes.filter((one) => one.seats !== seats), outcome].toSorted((a, b) => a.seats - b.seats);
  isGood &&=
    outcome.tooMany === 0 && outcome.fates.lost === 0 && outcome.left.timers === 0 && outcome.left.sockets === 0;
}
const largest = outcomes.at(-1);
if (hours === wholeDay && largest) {
  mkdirSync(inRoot("test-results"), { recursive: true });
  writeFileSync(kept, JSON.stringify(outcomes, null, 2));
  writeFileSync(inRoot("docs/scale.svg"), drawCurve(outcomes));
  fill(inRoot("docs/scale.md"), "fleet", tableOf(outcomes));
  fill(inRoot("docs/scale.md"), "requests", kindsOf(largest));
  console.log(`${tableOf(outcomes)}\n\n${kindsOf(largest)}`);
}
if (!isGood) {
  console.error("429, a lost edit, or a timer or socket that nobody needs any more: see the table");
  process.exitCode = 1;
}

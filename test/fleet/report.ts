import type { Outcome } from "./outcome.ts";

/** The fleet that nobody has run: a big customer's. */
const reckoned = 50_000;

function row(name: string, cells: readonly string[]): string {
  return `| ${[name, ...cells].join(" | ")} |`;
}

const whole = (value: number): string => Math.round(value).toLocaleString("en");

/** What the largest fleet says of a larger one: everything grows with the seats, for no seat knows of another. */
function reckon({ seats, perAgentHour, peaks }: Outcome): string[] {
  const scale = reckoned / seats;
  return [
    whole((perAgentHour * reckoned) / 3600),
    whole(peaks.login * scale),
    whole(peaks.maintenance * scale),
    whole(peaks.outage * scale),
    whole(peaks.back * scale),
    whole(peaks.tokens * scale),
    whole(peaks.otherwise * scale),
  ];
}

/** The table of docs/scale.md, between its marks. */
export function tableOf(outcomes: readonly Outcome[]): string {
  const largest = outcomes.at(-1);
  const [average, ...peaks] = largest ? reckon(largest) : [];
  const cells = (of: (outcome: Outcome) => string, last = ""): string[] => [...outcomes.map(of), last];
  const peak = (name: keyof Outcome["peaks"], index: number): string[] =>
    cells((outcome) => outcome.peaks[name].toString(), peaks[index]);
  const named = (values: readonly number[]): string => values.map((value) => `${value.toFixed(0)} s`).join(" / ");
  return [
    row(
      "seats",
      cells(({ seats }) => seats.toLocaleString("en"), `${reckoned.toLocaleString("en")}, reckoned`),
    ),
    row(
      "---",
      cells(() => "---:", "---:"),
    ),
    row(
      "simulated hours",
      cells(({ hours }) => hours.toString()),
    ),
    row(
      "API requests for an agent and an hour",
      cells(({ perAgentHour }) => perAgentHour.toFixed(1), largest?.perAgentHour.toFixed(1)),
    ),
    row(
      "API requests a second, on average",
      cells(({ perAgentHour, seats }) => ((perAgentHour * seats) / 3600).toFixed(2), average),
    ),
    row("most within a second: login wave, 9:00 to 9:03", peak("login", 0)),
    row("… a socket maintenance that Genesys announces", peak("maintenance", 1)),
    row("… the outage: every socket cut, nothing answers", peak("outage", 2)),
    row("… its end", peak("back", 3)),
    row("… the wave's tokens lapse", peak("tokens", 4)),
    row("… otherwise", peak("otherwise", 5)),
    row(
      "answers 429",
      cells(({ tooMany }) => tooMany.toString(), "0"),
    ),
    row(
      "sockets opened for an agent and a day",
      cells(({ socketsPerAgent }) => socketsPerAgent.toFixed(1)),
    ),
    row(
      "requests that went wrong on purpose",
      cells(({ mishaps }) => whole(mishaps)),
    ),
    row(
      "edits saved",
      cells(({ fates }) => whole(fates.saved)),
    ),
    row(
      "… that arrived",
      cells(({ fates }) => whole(fates.written)),
    ),
    row(
      "… shown as not written, for the call had ended",
      cells(({ fates }) => whole(fates.shown)),
    ),
    row(
      "… **lost**",
      cells(({ fates }) => fates.lost.toString()),
    ),
    row(
      "heard again after the outage: half / 95 % / last",
      cells(({ heardAgain }) => named(heardAgain)),
    ),
    row(
      "the calls read again: half / 95 % / last",
      cells(({ readAgain }) => named(readAgain)),
    ),
    row(
      "timers, sockets left in the evening",
      cells(({ left }) => `${left.timers.toString()}, ${left.sockets.toString()}`),
    ),
    row(
      "the run itself",
      cells(({ seconds, megabytes }) => `${whole(seconds)} s, ${whole(megabytes)} MB`),
    ),
  ].join("\n");
}

/** What an agent's requests are, of the largest fleet. */
export function kindsOf({ kinds }: Outcome): string {
  return [
    row("request", ["for an agent and an hour"]),
    row("---", ["---:"]),
    ...Object.entries(kinds).map(([kind, count]) => row(`\`${kind}\``, [count.toFixed(2)])),
  ].join("\n");
}

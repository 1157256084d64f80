import { callerName } from "./agent-desktop-view.ts";
import { connectedAt, isLive, type Call, type Leg } from "./call.ts";
import { escapeHtml } from "./html-text.ts";
import type { Person } from "./people.ts";
import { stateOf } from "./shape-parts.ts";

const uuid = "[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}";

/** The interaction that a supervisor's page is about, by its hash: both forms of agent-ui-and-peers.md A2. */
export function interactionIdOf(hash: string): string | undefined {
  const match = new RegExp(`^#/(?:engage/admin|analytics)/interactions/(${uuid})(?:[/?]|$)`).exec(hash);
  return match?.[1]?.toLowerCase();
}

/** The same in the frame of the analytics views, by its own hash. */
export function framedInteractionIdOf(hash: string): string | undefined {
  const match = new RegExp(`^#/interactions/(${uuid})(?:[/?]|$)`).exec(hash);
  return match?.[1]?.toLowerCase();
}

function nameOf(leg: Leg, people: ReadonlyMap<string, Person>): string {
  return (leg.userId === undefined ? leg.name : people.get(leg.userId)?.name) ?? leg.address;
}

function time(moment: number | undefined): string {
  return moment === undefined ? "–" : new Date(moment).toISOString().slice(11, 19);
}

function row(leg: Leg, people: ReadonlyMap<string, Person>): string {
  const ended = leg.phase.is === "ended" ? leg.phase.at : undefined;
  const cells = [
    nameOf(leg, people),
    leg.supervision?.kind ?? leg.purpose,
    stateOf(leg),
    time(connectedAt(leg)),
    time(ended),
  ];
  return `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join("")}</tr>`;
}

function buttons(call: Call, person: Person | undefined): string {
  if (person?.role !== "supervisor") return "";
  const isOnCall = call.legs.some((leg) => leg.userId === person.id && isLive(leg));
  const labels: readonly (readonly [what: string, label: string])[] = [
    ["monitor", "Monitor"],
    ["coach", "Coach"],
    ["barge", "Barge in"],
    ...(isOnCall ? ([["stop", "Leave"]] as const) : []),
  ];
  const list = labels.map(([what, label]) => `<button type="button" data-supervise="${what}">${label}</button>`);
  return `<div class="supervise">${list.join("")}</div>`;
}

/** The interaction detail page: `#/analytics/interactions/<id>/admin` and `#/engage/admin/interactions/<id>`. */
export function interactionView(
  call: Call | undefined,
  people: ReadonlyMap<string, Person>,
  person: Person | undefined,
): string {
  if (call === undefined) return `<h1>Interaction</h1><p class="sub">This interaction was not found.</p>`;
  return `<h1>${escapeHtml(callerName(call))}</h1>
<p class="sub">${escapeHtml(call.queue?.name ?? "No queue")} · ${call.kind} voice · ${call.id}</p>
${buttons(call, person)}
<h2>Participants</h2>
<table><thead><tr><th>Name</th><th>Role</th><th>State</th><th>Connected</th><th>Ended</th></tr></thead>
<tbody>${call.legs.map((leg) => row(leg, people)).join("")}</tbody></table>`;
}

/** The supervisor's list of live interactions: `#/analytics/interactions`, or `#/interactions` in the frame. */
export function interactionsView(calls: readonly Call[], people: ReadonlyMap<string, Person>, base: string): string {
  const rows = calls.slice(-50).map((call) => {
    const agent = call.legs.findLast((leg) => leg.purpose === "agent");
    return `<tr><td><a href="${base}/${call.id}/admin">${escapeHtml(callerName(call))}</a></td>
<td>${escapeHtml(call.queue?.name ?? "–")}</td><td>${agent === undefined ? "–" : escapeHtml(nameOf(agent, people))}</td></tr>`;
  });
  return `<h1>Interactions</h1><p class="sub">${String(calls.length)} live</p>
<table><thead><tr><th>Caller</th><th>Queue</th><th>Agent</th></tr></thead><tbody>${rows.join("")}</tbody></table>`;
}

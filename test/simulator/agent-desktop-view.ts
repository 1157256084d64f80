import type { DesktopPage } from "./agent-desktop-page.ts";
import { callerLeg, legOfUser, otherPerson, type Call, type Leg } from "./call.ts";
import { escapeHtml } from "./html-text.ts";
import type { Person } from "./people.ts";

/** What the desktop page shows: its HTML, the call ids of the roster's items in order, and which is selected. */
export interface DeskView {
  html: string;
  keys: string[];
  selected: string;
  /** The call that rings, if any; its notice stands in front whichever is selected. */
  ringing: string;
  /** Address of the analytics frame in the centre; empty for none. */
  frame: string;
}

interface Desk {
  page: DesktopPage;
  person: Person | undefined;
  calls: readonly Call[];
  selected: string;
  /** HTML of the centre stage, for supervisors' pages; empty for the agent panel alone. */
  centre: string;
  /** Where the centre stands in a frame of its own. */
  frame: string;
}

interface RosterItem {
  call: Call;
  own: Leg;
  name: string;
}

/** The caller's name as the UI shows it; on internal calls the colleague's. */
export function callerName(call: Call, userId?: string): string {
  return (callerLeg(call) ?? otherPerson(call, userId))?.name ?? "Unknown caller";
}

function supervising(own: Leg): string {
  switch (own.supervision?.kind) {
    case undefined:
      return "Connected";
    case "monitor":
      return "Monitoring";
    case "coach":
      return "Coaching";
    case "barge":
      return "Barged in";
  }
}

function words(own: Leg): string {
  if (own.afterCallWork.is === "open") return "After-call work";
  if (own.phase.is === "connected") return own.phase.held ? "On hold" : supervising(own);
  if (own.phase.is === "dialing") return "Dialling";
  return own.phase.is === "alerting" ? "Ringing" : "Ended";
}

function since(own: Leg): string {
  const start = own.phase.is === "ended" ? own.phase.at : own.phase.since;
  return `<time data-since="${String(start)}"></time>`;
}

function group(item: RosterItem, isSelected: boolean): string {
  return `<div class="interaction-group ember-view${isSelected ? " is-selected" : ""}">
<div class="interaction-name-wrapper"><div class="participant-name"><span>${escapeHtml(item.name)}</span></div></div>
<div class="int-queue">${escapeHtml(item.own.queue?.name ?? item.call.queue?.name ?? "")}</div>
<div class="line"><span class="state">${words(item.own)}</span>${since(item.own)}</div>
</div>`;
}

function controls(own: Leg): string {
  if (own.phase.is !== "connected" || own.supervision !== undefined) return "";
  return `<div class="controls">
<button type="button" class="interaction-mute-btn" aria-pressed="${String(own.phase.muted)}">Mute</button>
<button type="button" class="interaction-hold-btn" aria-pressed="${String(own.phase.held)}">Hold</button>
<button type="button" class="interaction-end-btn" aria-pressed="false">End call</button>
</div>`;
}

function ringingNotice(item: RosterItem | undefined): string {
  if (item === undefined) return "";
  return `<div class="messenger-shown"><div class="messenger-message">Incoming call from ${escapeHtml(item.name)}</div>
<button type="button" data-action="answerInteraction">Answer</button></div>`;
}

function wrapupNotice(item: RosterItem): string {
  if (item.own.afterCallWork.is !== "open") return "";
  return `<div data-testid="wrapup-main-container"><span>After-call work <span data-testid="wrapup-header-message-duration"><time data-since="${String(item.own.afterCallWork.since)}"></time></span></span>
<button type="button" class="simulated-wrapup-done">Done</button></div>`;
}

function selectedInteraction(item: RosterItem | undefined): string {
  if (item === undefined)
    return `<div class="interaction-queue-status-container">You are on queue. Waiting for an interaction …</div>`;
  return `<div class="selected-interaction-container"><div class="acd-interaction">
<header><div class="who"><div class="participant-name interaction-name">${escapeHtml(item.name)}</div>
<div class="sub">${escapeHtml(item.own.queue?.name ?? item.call.queue?.name ?? "")}</div></div><span>${words(item.own)}</span>${since(item.own)}</header>
${wrapupNotice(item)}${controls(item.own)}
<dl class="facts"><dt>Number</dt><dd>${escapeHtml(item.call.ani.replace(/^tel:/, ""))}</dd>
<dt>Dialled</dt><dd>${escapeHtml(item.call.dnis.replace(/^tel:/, ""))}</dd>
<dt>Direction</dt><dd>${item.own.direction === "inbound" ? "Inbound" : "Outbound"} voice</dd></dl>
</div></div>`;
}

function topBar(person: Person | undefined, isSupervisor: boolean): string {
  const links = isSupervisor
    ? `<a href="#/activity">Activity</a><a class="is-here" href="#/analytics/interactions">Interactions</a>`
    : `<a class="is-here" href="#/activity">Activity</a>`;
  const who = person === undefined ? "Nobody is signed in" : `<span class="presence">${escapeHtml(person.name)}</span>`;
  return `<nav class="top-bar"><span class="brand">Genesys Cloud (simulator)</span>${links}<span class="space"></span>
<button type="button" data-test-id="command-bar-agent" aria-label="Agent Workspace" aria-expanded="true">Agent</button>${who}</nav>`;
}

/** Renders a document of the agent UI with the selectors of agent-ui-and-peers.md A3. No id of a call is in the roster, as in the real one. */
export function deskView(desk: Desk): DeskView {
  if (desk.page === "analytics") {
    const html = `<div class="stage"><div class="centre">${desk.centre}</div></div>`;
    return { html, keys: [], selected: "", ringing: "", frame: "" };
  }
  const items = desk.calls.flatMap((call): RosterItem[] => {
    const own = desk.person === undefined ? undefined : legOfUser(call, desk.person.id);
    return own === undefined ? [] : [{ call, own, name: callerName(call, own.userId) }];
  });
  const selected = items.find((item) => item.call.id === desk.selected) ?? items[0];
  const ringing = items.find((item) => item.own.phase.is === "alerting");
  const roster = items.map((item) => group(item, item === selected)).join("\n");
  const panel = `<div class="command-panel active agent"><div class="interactions chat-container">
<div class="left-chat-rail"><h2>Interactions</h2>${roster}</div>
<div class="interaction-container">${ringingNotice(ringing)}${selectedInteraction(selected)}</div></div></div>`;
  const hasCentre = desk.centre !== "" || desk.frame !== "";
  const isPanelShown = !hasCentre || items.length > 0;
  const centre = desk.centre === "" ? "" : `<main class="center-stage centre">${desk.centre}</main>`;
  const bar = desk.page === "embedded" ? "" : topBar(desk.person, desk.person?.role === "supervisor");
  return {
    html: `${bar}<div class="stage${hasCentre ? " with-centre" : ""}">${centre}${isPanelShown ? panel : ""}</div>`,
    keys: items.map((item) => item.call.id),
    selected: selected?.call.id ?? "",
    ringing: ringing?.call.id ?? "",
    frame: desk.frame,
  };
}

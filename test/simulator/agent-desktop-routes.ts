import * as z from "zod/mini";
import { agentDesktopPage, type DesktopPage } from "./agent-desktop-page.ts";
import { deskView, type DeskView } from "./agent-desktop-view.ts";
import * as calls from "./call-control.ts";
import { isActive, type Call } from "./call.ts";
import { ControlError } from "./control-lookup.ts";
import { empty, html, json, type Exchange, type Reply } from "./exchange.ts";
import { escapeHtml } from "./html-text.ts";
import { parseJson } from "./json.ts";
import { loginOf } from "./login-session.ts";
import { findPerson, type Person } from "./people.ts";
import { route, type Route } from "./routes.ts";
import { stopSupervising, supervise } from "./supervision.ts";
import { framedInteractionIdOf, interactionIdOf, interactionsView, interactionView } from "./supervisor-view.ts";
import type { World } from "./world.ts";

/** Whose desktop it is: `?user=` first (for demos), else whoever is logged in in this browser. */
function personOf(exchange: Exchange): Person | undefined {
  const wanted = exchange.url.searchParams.get("user");
  if (wanted !== null && wanted !== "") return findPerson(exchange.world.people.values(), wanted);
  return loginOf(exchange)?.person;
}

function callsOf(world: World, person: Person | undefined): Call[] {
  const ids = person === undefined ? [] : [...(world.callsOfUser.get(person.id) ?? [])];
  return ids.flatMap((id) => world.calls.get(id) ?? []);
}

const pages: Readonly<Record<string, DesktopPage>> = { embedded: "embedded", analytics: "analytics" };

/** `GET /__simulator/desk` (not Genesys'): what a document of the agent UI shows now, as HTML, for its own hash route. */
function desk(exchange: Exchange): Reply {
  const { world, url } = exchange;
  const person = personOf(exchange);
  const route = url.searchParams.get("route") ?? "";
  const page = pages[url.searchParams.get("page") ?? ""] ?? "directory";
  const isFramed = page === "directory" && world.assumed.analyticsView === "frame" && route.startsWith("#/analytics/");
  const view: DeskView = deskView({
    page,
    person,
    calls: callsOf(world, person),
    selected: url.searchParams.get("selected") ?? "",
    centre: isFramed || page === "embedded" ? "" : centreOf(world, person, page, route),
    frame: isFramed ? frameAddress(url.searchParams.get("user") ?? "", route) : "",
  });
  return json(200, view, { "cache-control": "no-store" });
}

/** The inner hash is the outer one without `analytics`: A2 "probably `#/interactions/<id>…`" (inferred). */
function frameAddress(user: string, route: string): string {
  const query = user === "" ? "" : `?${new URLSearchParams({ user }).toString()}`;
  return `/analytics-ui/${query}${route.replace("#/analytics/", "#/")}`;
}

function centreOf(world: World, person: Person | undefined, page: DesktopPage, route: string): string {
  const id = page === "analytics" ? framedInteractionIdOf(route) : interactionIdOf(route);
  if (id !== undefined) return interactionView(world.calls.get(id), world.people, person);
  if (person?.role !== "supervisor") return "";
  const live = [...world.calls.values()].filter((call) => call.legs.some(isActive));
  return interactionsView(live, world.people, page === "analytics" ? "#/interactions" : "#/analytics/interactions");
}

const actSchema = z.object({
  do: z.enum([
    "answer",
    "hold",
    "unhold",
    "mute",
    "unmute",
    "leave",
    "finishWrapup",
    "monitor",
    "coach",
    "barge",
    "stop",
  ]),
  conversationId: z.string(),
});

function act(world: World, person: Person, wanted: z.infer<typeof actSchema>): void {
  const input = { conversationId: wanted.conversationId, user: person.id };
  switch (wanted.do) {
    case "answer":
      calls.answer(world, input);
      return;
    case "hold":
    case "unhold":
      calls.setConnected(world, input, { held: wanted.do === "hold" });
      return;
    case "mute":
    case "unmute":
      calls.setConnected(world, input, { muted: wanted.do === "mute" });
      return;
    case "leave":
      calls.end(world, { conversationId: input.conversationId });
      return;
    case "finishWrapup":
      calls.finishWrapup(world, input);
      return;
    case "stop":
      stopSupervising(world, input);
      return;
    default:
      supervise(world, { ...input, kind: wanted.do });
  }
}

/** `POST /__simulator/act` (not Genesys'): a button of the desktop page was pressed. */
function pressed(exchange: Exchange): Reply {
  const wanted = parseJson(actSchema, exchange.request.body);
  const person = personOf(exchange);
  if (wanted === undefined || person === undefined) return empty(400);
  try {
    act(exchange.world, person, wanted);
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
    return empty(409);
  }
  return empty(204);
}

function page(which: DesktopPage): () => Reply {
  return () => html(200, agentDesktopPage(which));
}

/**
 * A page of somebody else's, such as a CRM with the embedded client in it: `https://crm.example/?frame=<address>`.
 * Nothing of Genesys' answers at that host.
 */
function foreignPage(exchange: Exchange): Reply {
  const frame = exchange.url.searchParams.get("frame") ?? "";
  const inside =
    frame === "" ? "" : `<iframe title="Phone" src="${escapeHtml(frame)}" width="420" height="560"></iframe>`;
  return html(
    200,
    `<!doctype html><html lang="en"><title>CRM (simulator)</title><h1>Customer record</h1>${inside}</html>`,
  );
}

/** The agent UI at `apps.`: agent-ui-and-peers.md A2, and two paths of the simulator's own that keep it live. */
export const agentDesktopRoutes: readonly Route[] = [
  route("GET", "apps", "/directory/*", page("directory")),
  route("GET", "apps", "/crm/*", page("embedded")),
  route("GET", "apps", "/analytics-ui/*", page("analytics")),
  route("GET", "apps", "/__simulator/desk", desk),
  route("POST", "apps", "/__simulator/act", pressed),
  route("GET", "foreign", "/*", foreignPage),
];

import * as z from "zod/mini";
import { agentDesktopPage } from "./agent-desktop-page.ts";
import { deskView, type DeskView } from "./agent-desktop-view.ts";
import * as calls from "./call-control.ts";
import { isActive, type Call } from "./call.ts";
import { ControlError } from "./control-lookup.ts";
import { empty, html, json, type Exchange, type Reply } from "./exchange.ts";
import { parseJson } from "./json.ts";
import { loginOf } from "./login-session.ts";
import { findPerson, type Person } from "./people.ts";
import { route, type Route } from "./routes.ts";
import { stopSupervising, supervise } from "./supervision.ts";
import { interactionIdOf, interactionsView, interactionView } from "./supervisor-view.ts";
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

/** `GET /__simulator/desk` (not Genesys'): what the desktop page shows now, as HTML, for the page's own hash route. */
function desk(exchange: Exchange): Reply {
  const { world, url } = exchange;
  const person = personOf(exchange);
  const hash = url.searchParams.get("route") ?? "";
  const id = interactionIdOf(hash);
  const isSupervisor = person?.role === "supervisor";
  let centre = "";
  if (id !== undefined) centre = interactionView(world.calls.get(id), world.people, person);
  else if (isSupervisor)
    centre = interactionsView(
      [...world.calls.values()].filter((call) => call.legs.some(isActive)),
      world.people,
    );
  const view: DeskView = deskView({
    person,
    calls: callsOf(world, person),
    selected: url.searchParams.get("selected") ?? "",
    centre,
  });
  return json(200, view, { "cache-control": "no-store" });
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

function page(): Reply {
  return html(200, agentDesktopPage);
}

/** The agent UI at `apps.`: agent-ui-and-peers.md A2, and two paths of the simulator's own that keep it live. */
export const agentDesktopRoutes: readonly Route[] = [
  route("GET", "apps", "/directory/*", page),
  route("GET", "apps", "/crm/*", page),
  route("GET", "apps", "/__simulator/desk", desk),
  route("POST", "apps", "/__simulator/act", pressed),
];

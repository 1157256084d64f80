import { isLive, type Call, type Leg, type Supervision } from "./call.ts";
import { changeCall } from "./call-events.ts";
import { endLeg } from "./call-control.ts";
import type { ControlInput } from "./control-inputs.ts";
import { isAgentOnCall, wantedCall, wantedLeg, wantedPerson } from "./control-lookup.ts";
import { apiRoute, type Needs, type Route } from "./routes.ts";
import { errorAnswer } from "./error-answers.ts";
import { empty, param, type ApiExchange, type Reply } from "./exchange.ts";
import { newSupervisorLeg } from "./new-legs.ts";
import type { Person } from "./people.ts";
import type { World } from "./world.ts";

function begin(world: World, call: Call, person: Person, supervision: Supervision): Leg {
  const leg = newSupervisorLeg(world, call, person, supervision);
  changeCall(world, call, () => {
    for (const own of call.legs)
      if (own.userId === person.id && own.supervision !== undefined) endLeg(world, call, own, "client", false);
    call.legs.push(leg);
  });
  return leg;
}

/** Monitors, coaches or barges: Sara, and the agent's leg, unless others are named. A switch of kind is a new leg. */
export function supervise(world: World, input: ControlInput<"supervise">): { participantId: string } {
  const call = wantedCall(world, input.conversationId);
  const target =
    call.legs.find((leg) => leg.id === input.participantId && isLive(leg)) ??
    wantedLeg(world, call, input.target, "agent's", isAgentOnCall);
  const person = wantedPerson(world, input.user ?? "sara");
  return { participantId: begin(world, call, person, { kind: input.kind, participantId: target.id }).id };
}

/** Leaves the call again. */
export function stopSupervising(world: World, input: ControlInput<"stopSupervising">): void {
  const call = wantedCall(world, input.conversationId);
  const leg = wantedLeg(world, call, input.user, "supervising", (one) => isLive(one) && one.supervision !== undefined);
  changeCall(world, call, () => {
    endLeg(world, call, leg, "client", false);
  });
}

function superviseByApi(exchange: ApiExchange, kind: Supervision["kind"]): Reply {
  const call = exchange.world.calls.get(param(exchange, "conversationId"));
  if (call === undefined) return errorAnswer(404, "conversation.error.conversation.not.found");
  const target = call.legs.find((leg) => leg.id === param(exchange, "participantId"));
  if (target === undefined || !isLive(target))
    return errorAnswer(404, "conversation.error.not.conversation.participant");
  if (target.userId === exchange.user.id) return errorAnswer(400, "conversation.error.monitor.own.conversation");
  begin(exchange.world, call, exchange.user, { kind, participantId: target.id });
  return empty(201);
}

/** `POST /api/v2/conversations/{cid}/barge`: without a participant, so the latest agent's leg is meant (assumed). */
function bargeIn(exchange: ApiExchange): Reply {
  const call = exchange.world.calls.get(param(exchange, "conversationId"));
  if (call === undefined) return errorAnswer(404, "conversation.error.conversation.not.found");
  const target = call.legs.findLast((leg) => isAgentOnCall(leg) && leg.userId !== exchange.user.id);
  if (target === undefined) return errorAnswer(404, "conversation.error.not.conversation.participant");
  begin(exchange.world, call, exchange.user, { kind: "barge", participantId: target.id });
  return empty(201);
}

function needs(kind: Supervision["kind"]): Needs {
  return { scopes: ["conversations"], permissions: [`conversation:call:${kind}`] };
}

/** `POST …/participants/{pid}/monitor|coach|barge`. genesys-platform-api.md 1.1 [SDK], 201 [DOC, old]. */
export const supervisionRoutes: readonly Route[] = [
  ...(["monitor", "coach", "barge"] as const).map((kind) =>
    apiRoute(
      "POST",
      `/api/v2/conversations/calls/:conversationId/participants/:participantId/${kind}`,
      needs(kind),
      (exchange) => superviseByApi(exchange, kind),
    ),
  ),
  apiRoute("POST", "/api/v2/conversations/:conversationId/barge", needs("barge"), bargeIn),
];

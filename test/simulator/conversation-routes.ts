import * as z from "zod/mini";
import { callConversation, callListing, listing } from "./calls-shape.ts";
import { isLive, legOfUser, type Call } from "./call.ts";
import { errorAnswer } from "./error-answers.ts";
import { assumedIn, empty, json, param, type ApiExchange, type Reply } from "./exchange.ts";
import { genericConversation } from "./generic-shape.ts";
import { parseJson } from "./json.ts";
import { apiRoute, type Route } from "./routes.ts";

const reading = { scopes: ["conversations", "conversations:readonly"] };

function ownCalls(exchange: ApiExchange): Call[] {
  const { world, user } = exchange;
  const calls: Call[] = [];
  for (const id of world.callsOfUser.get(user.id) ?? []) {
    const call = world.calls.get(id);
    if (call === undefined) continue;
    const isOnCall = call.legs.some((leg) => leg.userId === user.id && isLive(leg));
    if (isOnCall || world.assumed.listShowsAfterCallWork) calls.push(call);
  }
  return calls;
}

function oneCall(exchange: ApiExchange): Reply {
  const { world, user } = exchange;
  const call = world.calls.get(param(exchange, "conversationId"));
  if (call === undefined) return errorAnswer(404, "conversation.not.found");
  if (legOfUser(call, user.id) === undefined && assumedIn(exchange).readByOutsider === "notFound") {
    return errorAnswer(404, "conversation.error.not.conversation.participant");
  }
  return json(200, callConversation(world.assumed, call));
}

function oneConversation(exchange: ApiExchange): Reply {
  const call = exchange.world.calls.get(param(exchange, "conversationId"));
  if (call === undefined) return errorAnswer(404, "conversation.not.found");
  return json(200, genericConversation(exchange.world.assumed, call));
}

const tagSchema = z.object({ externalTag: z.string() });

/** `PUT …/tags`: 1.5 [SDK]. No source says whether an event tells of it: the events' models have no `externalTag`, so none does. */
function putTag(exchange: ApiExchange): Reply {
  const call = exchange.world.calls.get(param(exchange, "conversationId"));
  if (call === undefined) return errorAnswer(404, "conversation.not.found");
  const body = parseJson(tagSchema, exchange.request.body);
  if (body === undefined) return errorAnswer(400, "bad.request");
  call.externalTag = body.externalTag;
  return assumedIn(exchange).externalTagAnswer === "empty" ? empty(200) : json(200, body.externalTag);
}

/** The reading endpoints of conversations, and the external tag. genesys-platform-api.md 1.1, 1.5. */
export const conversationRoutes: readonly Route[] = [
  apiRoute("GET", "/api/v2/conversations/calls", reading, (exchange) =>
    json(200, callListing(exchange.world.assumed, ownCalls(exchange))),
  ),
  apiRoute("GET", "/api/v2/conversations", reading, (exchange) => {
    const { assumed } = exchange.world;
    const entities = ownCalls(exchange).map((call) => genericConversation(assumed, call));
    return json(200, listing(entities, "/api/v2/conversations"));
  }),
  apiRoute("GET", "/api/v2/conversations/calls/:conversationId", reading, oneCall),
  apiRoute(
    "GET",
    "/api/v2/conversations/:conversationId",
    { ...reading, permissions: ["conversation:communication:view"] },
    oneConversation,
  ),
  apiRoute(
    "PUT",
    "/api/v2/conversations/:conversationId/tags",
    { scopes: ["conversations"], permissions: ["conversation:externalTag:edit"] },
    putTag,
  ),
];

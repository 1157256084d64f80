import * as z from "zod/mini";
import { applyWrite, merged, readChanges, refusalOfSize, refusalOfWrite } from "./attribute-write.ts";
import { errorAnswer } from "./error-answers.ts";
import { empty, json, param, type ApiExchange, type Reply } from "./exchange.ts";
import { jsonSchema, parseJson } from "./json.ts";
import { apiRoute, type Route } from "./routes.ts";

const bodySchema = z.object({ attributes: z.nullable(z.record(z.string(), jsonSchema)) });

type Variant = "calls" | "generic" | "other media";

function patchAttributes(exchange: ApiExchange, variant: Variant): Reply {
  const { world, request } = exchange;
  if (!(request.headers["content-type"] ?? "").startsWith("application/json"))
    return errorAnswer(415, "unsupported.media.type");
  const call = world.calls.get(param(exchange, "conversationId"));
  // Every conversation here is a call; the paths of other media have none of it.
  if (call === undefined || variant === "other media") return errorAnswer(404, "conversation.not.found");
  const leg = call.legs.find((one) => one.id === param(exchange, "participantId"));
  if (leg === undefined) return errorAnswer(404, "conversation.error.not.conversation.participant");
  const body = parseJson(bodySchema, request.body);
  if (body === undefined) return errorAnswer(400, "bad.request");
  if (body.attributes === null) return errorAnswer(400, "conversation.error.participant.attribute.null");
  const changes = readChanges(world.assumed, body.attributes);
  if ("status" in changes) return changes;
  const after = merged(leg.attributes, changes);
  const refusal = refusalOfSize(world.assumed, request.body ?? "", after) ?? refusalOfWrite(exchange, call, leg);
  if (refusal !== undefined) return refusal;
  applyWrite(world, call, leg, changes);
  return variant === "generic" ? empty(202) : json(202, { attributes: body.attributes });
}

const writing = { scopes: ["conversations"] };

function variantRoute(path: string, variant: Variant): Route {
  return apiRoute(
    "PATCH",
    `/api/v2/conversations${path}/:conversationId/participants/:participantId/attributes`,
    writing,
    (exchange) => patchAttributes(exchange, variant),
  );
}

/** PATCH of attributes in every published variant: 202, with `ParticipantAttributes` for calls, empty for generic. 1.1 [SDK S1, S2]. */
export const attributeRoutes: readonly Route[] = [
  variantRoute("/calls", "calls"),
  variantRoute("", "generic"),
  ...["callbacks", "emails", "messages", "cobrowsesessions"].map((media) => variantRoute(`/${media}`, "other media")),
];

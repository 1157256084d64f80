import * as z from "zod/mini";
import { applyWrite, mapBytes, merged, refusalOfWrite, type AttributeChanges } from "./attribute-write.ts";
import type { Call, Leg } from "./call.ts";
import { errorAnswer } from "./error-answers.ts";
import { json, param, type ApiExchange, type Reply } from "./exchange.ts";
import { jsonSchema, parseJson } from "./json.ts";
import { apiRoute, type Route } from "./routes.ts";

const bodySchema = z.object({ attributes: z.record(z.string(), jsonSchema) });

/** "typically 10KB" for the whole map: source-document.txt, genesys-platform-api.md 1.3. */
const limitBytes = 10_240;

function found(exchange: ApiExchange): { call: Call; leg: Leg } | undefined {
  const call = exchange.world.calls.get(param(exchange, "interactionId"));
  const leg = call?.legs.find((one) => one.id === param(exchange, "participantId"));
  return call === undefined || leg === undefined ? undefined : { call, leg };
}

function participantWith(leg: Leg, attributes: ReadonlyMap<string, unknown>): Reply {
  return json(200, { id: leg.id, purpose: leg.purpose, attributes: Object.fromEntries(attributes) });
}

function invalid(message: string): Reply {
  return errorAnswer(422, "payload.or.params.invalid", { message });
}

function read(exchange: ApiExchange): Reply {
  const target = found(exchange);
  return target === undefined ? errorAnswer(404, "not.found") : participantWith(target.leg, target.leg.attributes);
}

function patch(exchange: ApiExchange): Reply {
  const { world, request } = exchange;
  const target = found(exchange);
  if (target === undefined) return errorAnswer(404, "not.found");
  const body = parseJson(bodySchema, request.body);
  if (body === undefined) return invalid("attributes must be a JSON object.");
  const names = Object.keys(body.attributes);
  if (names.some((name) => name === "")) return invalid("Attribute keys must be non-empty strings.");
  const changes: AttributeChanges = new Map(Object.entries(body.attributes));
  const after = merged(target.leg.attributes, changes);
  if (mapBytes(after) > limitBytes) return invalid(`The attributes are over the limit of ${String(limitBytes)} bytes.`);
  const refusal = refusalOfWrite(exchange, target.call, target.leg);
  if (refusal !== undefined) return refusal;
  applyWrite(world, target.call, target.leg, changes);
  return participantWith(target.leg, after);
}

const path = "/api/v2/interactions/:interactionId/participants/:participantId";

/**
 * The `interactions` dialect: 200, native JSON values, 422, 404. The published API has none of it: genesys-platform-api.md
 * 1.3, source-document.txt. assumed: the answer's members beside `attributes`, and that a write is merged per name.
 */
export const interactionsRoutes: readonly Route[] = [
  apiRoute("GET", path, { scopes: ["interaction:view"] }, read),
  apiRoute("PATCH", path, { scopes: ["interaction:modify"] }, patch),
];

import * as z from "zod/mini";
import type { Customer } from "./customer-database.ts";
import { errorAnswer } from "./error-answers.ts";
import { json, param, type ApiExchange, type Reply } from "./exchange.ts";
import { jsonSchema, parseJson, type Json } from "./json.ts";
import { apiRoute, type Route } from "./routes.ts";
import { iso } from "./shape-parts.ts";

/** The Data Actions that an administrator of the simulated organization has connected. */
export const actionIds = {
  /** `{phone, conversationId?}` → `{customer}`; remembers each conversation that it is asked about. */
  crm: "custom_-_c0a1c0a1-0001-4000-8000-00000000c001",
  /** `{phone}` → source-document.txt's example; an unknown number is its own error. */
  loyalty: "custom_-_c0a1c0a1-0002-4000-8000-00000000c002",
  /** `{phone, note}` → `{saved}`; what was written is in the next answer of `crm`. */
  crmNote: "custom_-_c0a1c0a1-0003-4000-8000-00000000c003",
} as const;

/** An action that a test has made: it answers the same to everybody. */
export interface FixedAction {
  status: number;
  /** JSON; other systems write numbers that JavaScript does not. */
  body: string;
}

const inputSchema = z.record(z.string(), jsonSchema);

type Input = z.infer<typeof inputSchema>;

function textOf(input: Input, name: string): string | undefined {
  const value = input[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** An error in the words of the connected system, not of Genesys. 1.5: "errors its error schema or ErrorBody"; the status is a switch. */
export function ownError(status: number, code: string, message: string): Reply {
  return json(status, { fault: { code, reason: message } });
}

function crmAnswer(customer: Customer): Json {
  const { crmCustomerId, name, tier, language, lifetimeValue, isVip, since, timesCalled, lastCalledAt, note } =
    customer;
  return {
    customer: {
      id: crmCustomerId,
      name,
      tier,
      language,
      lifetimeValue,
      vip: isVip,
      since,
      history: { timesCalled, lastCalledAt },
      notes: note === null ? [] : [note],
    },
  };
}

function askCrm(exchange: ApiExchange, input: Input, phone: string): Reply {
  const customers = exchange.world.customers.get();
  const customer = customers.customerWithNumber(phone);
  if (customer === undefined) return json(200, { customer: null });
  const conversationId = textOf(input, "conversationId");
  if (conversationId !== undefined)
    customers.rememberCall(customer.crmCustomerId, conversationId, iso(exchange.now) ?? "");
  return json(200, crmAnswer(customer));
}

function askLoyalty(exchange: ApiExchange, phone: string): Reply {
  const customer = exchange.world.customers.get().customerWithNumber(phone);
  if (customer === undefined) {
    return ownError(exchange.world.assumed.actionErrorStatus, "CUSTOMER_NOT_FOUND", "No customer has this number.");
  }
  const { crmCustomerId: crm_customer_id, lifetimeValue: lifetime_value, language: preferred_language } = customer;
  const answer = json(200, { crm_customer_id, lifetime_value, preferred_language });
  // The document writes 12500.00; a number all the same, and a client must not depend on how it was written.
  return {
    ...answer,
    body: answer.body.replace(/"lifetime_value":[\d.]+/, `"lifetime_value":${lifetime_value.toFixed(2)}`),
  };
}

function saveNote(exchange: ApiExchange, input: Input, phone: string): Reply {
  const customers = exchange.world.customers.get();
  const customer = customers.customerWithNumber(phone);
  const note = textOf(input, "note");
  if (note === undefined) return errorAnswer(400, "bad.request");
  if (customer !== undefined) customers.writeNote(customer.crmCustomerId, note);
  return json(200, { saved: customer !== undefined });
}

/** `POST …/execute`: the body is the map of the action's inputs. `flatten` changes nothing: its format is Architect's, not documented in 1.5. */
function execute(exchange: ApiExchange): Reply {
  const actionId = param(exchange, "actionId");
  if (!(exchange.request.headers["content-type"] ?? "").startsWith("application/json"))
    return errorAnswer(415, "unsupported.media.type");
  const input = parseJson(inputSchema, exchange.request.body);
  if (input === undefined) return errorAnswer(400, "bad.request");
  const fixed = exchange.world.actions.get(actionId);
  if (fixed !== undefined) return { ...json(fixed.status, null), body: fixed.body };
  const known: readonly string[] = Object.values(actionIds);
  if (!known.includes(actionId)) return errorAnswer(404, "not.found");
  const phone = textOf(input, "phone");
  if (phone === undefined) return errorAnswer(400, "bad.request", { message: "The input phone is missing." });
  switch (actionId) {
    case actionIds.crm:
      return askCrm(exchange, input, phone);
    case actionIds.loyalty:
      return askLoyalty(exchange, phone);
    default:
      return saveNote(exchange, input, phone);
  }
}

/** Data Actions. genesys-platform-api.md 1.5 [SDK]. */
export const dataActionRoutes: readonly Route[] = [
  apiRoute(
    "POST",
    "/api/v2/integrations/actions/:actionId/execute",
    { scopes: ["integrations"], permissions: ["integrations:action:execute", "bridge:actions:execute"] },
    execute,
  ),
];

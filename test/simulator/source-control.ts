import type { ControlInput } from "./control-inputs.ts";
import { ControlError } from "./control-lookup.ts";
import type { Customer, NewContact } from "./customer-database.ts";
import { actionIds, ownError } from "./data-actions.ts";
import { missingPermissions } from "./error-answers.ts";
import type { FaultAnswer } from "./faults.ts";
import { parseJson, jsonSchema } from "./json.ts";
import type { World } from "./world.ts";

/** Adds an External Contact. */
export function addContact(world: World, input: ControlInput<"addContact">): { contactId: string } {
  const id = input.id ?? world.random.uuid();
  const given = Object.entries(input).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  const contact: NewContact = { ...Object.fromEntries(given), id };
  world.customers.get().addContact(contact);
  return { contactId: id };
}

/** Adds a customer of the CRM, or replaces the one of that id. */
export function addCustomer(world: World, input: ControlInput<"addCustomer">): void {
  world.customers.get().addCustomer({
    crmCustomerId: input.crmCustomerId,
    phone: input.phone,
    name: input.name ?? input.crmCustomerId,
    tier: input.tier ?? "bronze",
    language: input.language ?? "de-DE",
    lifetimeValue: input.lifetimeValue ?? 0,
    isVip: input.isVip ?? false,
    since: input.since ?? "2026-01-01",
  });
}

/** What the CRM knows of a number now. */
export function customer(world: World, input: ControlInput<"customer">): Customer | null {
  return world.customers.get().customerWithNumber(input.phone) ?? null;
}

/** Connects an action that answers the same to everybody; without an id a new one. */
export function defineAction(world: World, input: ControlInput<"defineAction">): { actionId: string } {
  const actionId = input.actionId ?? `custom_-_${world.random.uuid()}`;
  const body = input.answerText ?? JSON.stringify(input.answer ?? null);
  world.actions.set(actionId, { status: input.status ?? 200, body });
  return { actionId };
}

function permissionOf(source: string): readonly string[] {
  return source === "contacts"
    ? ["externalContacts:contact:view"]
    : ["integrations:action:execute", "bridge:actions:execute"];
}

function bodyOf(text: string): unknown {
  return parseJson(jsonSchema, text);
}

/** What goes wrong, as an answer; issue 6, section 2. */
function answerOf(world: World, source: string, input: ControlInput<"sourceFault">): FaultAnswer {
  switch (input.what) {
    case "missingPermission":
      return { status: 403, body: bodyOf(missingPermissions(permissionOf(source)).body) };
    case "notFound":
      return { status: 404 };
    case "ownError": {
      const error = ownError(
        world.assumed.actionErrorStatus,
        "CRM-1207",
        "The customer system is closed for the night.",
      );
      return { status: error.status, body: bodyOf(error.body) };
    }
    case "neverAnswers":
      return { delayMs: 120_000 };
    case "slow":
      return { delayMs: input.delayMs ?? 3_000 };
    case "timeout":
      return { status: 504 };
    case "unavailable":
      return { status: 503 };
    case "wrongShape":
      return { status: 200, body: ["not", "what", { was: "expected" }] };
    case "noObject":
      return { status: 200, body: "not an object" };
    case "malformed":
      return "malformed";
    case "cutOff":
      return "drop-before";
    case "huge":
      return { status: 200, body: hugeAnswer(source) };
    case "tooManyRequests":
      return { status: 429, retryAfterSeconds: input.retryAfterSeconds ?? 30 };
  }
}

/** An answer of the right shape with 100 KB of somebody's notes in it. */
function hugeAnswer(source: string): unknown {
  const notes = Array.from({ length: 1024 }, (_, index) => `${String(index).padStart(4, "0")} ${"n".repeat(92)}`);
  return source === "contacts"
    ? { contacts: [{ id: "33333333-0000-4000-8000-0000000000ff", lastName: "Huge", customFields: { notes } }] }
    : { customer: { id: "CUST-100000", tier: "gold", notes }, crm_customer_id: "CUST-100000" };
}

const actionNames: ReadonlyMap<string, string> = new Map(Object.entries(actionIds));

/** Lets the next requests to one source go wrong; the others are not touched. */
export function sourceFault(world: World, input: ControlInput<"sourceFault">): void {
  const id = actionNames.get(input.source) ?? input.source;
  const isKnown = input.source === "contacts" || world.actions.has(id) || [...actionNames.values()].includes(id);
  if (!isKnown) throw new ControlError(`no such source: ${input.source}`);
  const path =
    input.source === "contacts" ? "^/api/v2/externalcontacts/" : `^/api/v2/integrations/actions/${id}/execute$`;
  world.faults.push({
    method: undefined,
    host: undefined,
    path: new RegExp(path),
    left: input.times ?? 1,
    answer: answerOf(world, input.source, input),
  });
}

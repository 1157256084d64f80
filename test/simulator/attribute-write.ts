import type { Assumptions } from "./assumptions.ts";
import { isActive, legOfUser, type Call, type Leg } from "./call.ts";
import { changeCall } from "./call-events.ts";
import { errorAnswer, tooLarge } from "./error-answers.ts";
import type { ApiExchange, Reply } from "./exchange.ts";
import { canonicalString, type Json } from "./json.ts";
import type { World } from "./world.ts";

/** What one PATCH does to a map: a value to set, or undefined to remove the name. */
export type AttributeChanges = Map<string, Json | undefined>;

/** Bytes of a map as UTF-8 JSON. */
export function mapBytes(attributes: ReadonlyMap<string, Json>): number {
  return Buffer.byteLength(JSON.stringify(Object.fromEntries(attributes)));
}

/** The map as it would be after the changes: merged per name. genesys-platform-api.md 3 [INF, strong]. */
export function merged(attributes: ReadonlyMap<string, Json>, changes: AttributeChanges): Map<string, Json> {
  const result = new Map(attributes);
  for (const [name, value] of changes) {
    if (value === undefined) result.delete(name);
    else result.set(name, value);
  }
  return result;
}

/** Applies a write that was accepted, now or when `visibleAfterMs` has passed. */
export function applyWrite(world: World, call: Call, leg: Leg, changes: AttributeChanges): void {
  const apply = (): void => {
    const change = (): void => {
      leg.attributes = merged(leg.attributes, changes);
    };
    changeCall(world, call, change, world.assumed.writeMakesEvent ? "event" : "silent");
  };
  if (world.assumed.visibleAfterMs === 0) apply();
  else world.timeline.schedule(world.timeline.now() + world.assumed.visibleAfterMs, apply);
}

/** Whether this person may write to this leg now; the refusals are all assumed (3, 10.3, 10.4), their codes documented (4.2). */
export function refusalOfWrite(exchange: ApiExchange, call: Call, leg: Leg): Reply | undefined {
  const { assumed } = exchange.world;
  if (!call.legs.some(isActive)) {
    const refusal = afterEnd(assumed);
    if (refusal !== undefined) return refusal;
  }
  if (!isActive(leg) && assumed.writeToEndedLeg === "notFound") {
    return errorAnswer(404, "conversation.error.not.conversation.participant");
  }
  const own = legOfUser(call, exchange.user.id);
  const notActive = errorAnswer(403, "conversation.error.forbidden.not.active.participant");
  if (own === undefined) {
    if (assumed.writeByOutsider === "notFound")
      return errorAnswer(404, "conversation.error.not.conversation.participant");
    return assumed.writeByOutsider === "forbidden" ? notActive : undefined;
  }
  const isOn = call.legs.some((one) => one.userId === exchange.user.id && isActive(one));
  return !isOn && assumed.writeAfterLeaving === "forbidden" ? notActive : undefined;
}

function afterEnd(assumed: Assumptions): Reply | undefined {
  switch (assumed.writeAfterEnd) {
    case "accepted":
      return undefined;
    case "notFound":
      return errorAnswer(404, "conversation.not.found");
    case "conflict":
      return errorAnswer(409, assumed.conflictCode);
    case "badRequest":
      return errorAnswer(400, "bad.request");
    case "forbidden":
      return errorAnswer(403, "conversation.error.forbidden.not.active.participant");
  }
}

/** Turns a `conversations` PATCH's map into changes; strings only are documented, the rest is switches. */
export function readChanges(assumed: Assumptions, attributes: Record<string, Json>): AttributeChanges | Reply {
  const changes: AttributeChanges = new Map();
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "string") {
      changes.set(name, value);
    } else if (value === null) {
      if (assumed.nullValue === "refused") return invalidValue(name);
      if (assumed.nullValue === "removed") changes.set(name, undefined);
      if (assumed.nullValue === "emptied") changes.set(name, "");
    } else {
      if (assumed.nonStringValue === "refused") return invalidValue(name);
      changes.set(name, assumed.nonStringValue === "stringified" ? canonicalString(value) : value);
    }
  }
  return changes;
}

function invalidValue(name: string): Reply {
  return errorAnswer(400, "invalid.value", {
    message: `Value of attribute ${name} is not a string.`,
    messageWithParams: "Value of attribute {name} is not a string.",
    messageParams: { name },
  });
}

/** 413 if the write is over the limit. */
export function refusalOfSize(assumed: Assumptions, body: string, after: ReadonlyMap<string, Json>): Reply | undefined {
  const bytes = assumed.attributesLimitOn === "map" ? mapBytes(after) : Buffer.byteLength(body);
  return bytes > assumed.attributesLimitBytes ? tooLarge(assumed.attributesLimitBytes) : undefined;
}

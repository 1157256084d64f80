import * as z from "zod/mini";
import { attributesFromJson } from "../attributes/attribute.ts";
import { type Participant, recordingStates } from "./conversation.ts";

/** A field that is missing, or of a shape that we do not know, is as if it were missing: never a reason to show nothing. */
export const text = z.catch(z.optional(z.string()), undefined);
export const flag = z.catch(z.optional(z.boolean()), undefined);
export const direction = z.catch(z.optional(z.enum(["inbound", "outbound"])), undefined);
const json = z.custom<object>((value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value));

/** ISO 8601 → milliseconds since 1970. */
export function milliseconds(iso: string | undefined): number | null {
  const instant = Date.parse(iso ?? "");
  return Number.isNaN(instant) ? null : instant;
}

/** Of the conversation; in capitals where it was read from the generic endpoint (genesys-platform-api.md 2.1, 2.5 [OBS]). */
export const recordingState = z.catch(
  z.optional(
    z.pipe(
      z.pipe(
        z.string(),
        z.transform((state) => state.toLowerCase()),
      ),
      z.enum(recordingStates),
    ),
  ),
  undefined,
);

/**
 * What a leg has on the top level in every shape (2.2 [SDK]). Only `id` and `purpose` are needed: "do not assume a field
 * exists because the model has it".
 */
export const legSchema = z.object({
  id: z.string(),
  purpose: z.string(),
  name: text,
  address: text,
  ani: text,
  dnis: text,
  wrapupRequired: flag,
  wrapup: z.optional(z.unknown()),
  startTime: text,
  connectedTime: text,
  endTime: text,
  startAcwTime: text,
  endAcwTime: text,
  monitoredParticipantId: text,
  coachedParticipantId: text,
  bargedParticipantId: text,
  consultParticipantId: text,
  /** Always there, `{}` when empty (2.3 [OBS]); strings, parsed defensively (3). */
  attributes: z.catch(z.optional(json), undefined),
});

type SharedFields = Omit<
  Participant,
  | "state"
  | "held"
  | "isVoice"
  | "disconnectType"
  | "direction"
  | "userId"
  | "queueId"
  | "queueName"
  | "externalContactId"
>;

export function isGiven(wrapup: unknown): boolean {
  return wrapup !== undefined && wrapup !== null;
}

/** The part of a leg that is told in the same words everywhere. */
export function sharedFields(leg: z.infer<typeof legSchema>): SharedFields {
  return {
    id: leg.id,
    purpose: leg.purpose,
    name: leg.name ?? null,
    address: leg.address ?? null,
    ani: leg.ani ?? null,
    dnis: leg.dnis ?? null,
    wrapupRequired: leg.wrapupRequired ?? false,
    isWrappedUp: isGiven(leg.wrapup),
    startTime: milliseconds(leg.startTime),
    connectedTime: milliseconds(leg.connectedTime),
    endTime: milliseconds(leg.endTime),
    startAcwTime: milliseconds(leg.startAcwTime),
    endAcwTime: milliseconds(leg.endAcwTime),
    monitoredParticipantId: leg.monitoredParticipantId ?? null,
    coachedParticipantId: leg.coachedParticipantId ?? null,
    bargedParticipantId: leg.bargedParticipantId ?? null,
    consultParticipantId: leg.consultParticipantId ?? null,
    attributes: attributesFromJson(leg.attributes ?? {}),
  };
}

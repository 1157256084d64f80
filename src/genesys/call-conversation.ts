import * as z from "zod/mini";
import { attributesFromJson } from "../attributes/attribute.ts";
import type { Conversation, Participant } from "./conversation.ts";

/** A field that is missing, or of a shape that we do not know, is as if it were missing: never a reason to show nothing. */
const text = z.catch(z.optional(z.string()), undefined);
const flag = z.catch(z.optional(z.boolean()), undefined);
const reference = z.catch(z.optional(z.object({ id: z.string(), name: text })), undefined);
const json = z.custom<object>((value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value));

/** ISO 8601 → milliseconds since 1970. */
function milliseconds(iso: string | undefined): number | null {
  const instant = Date.parse(iso ?? "");
  return Number.isNaN(instant) ? null : instant;
}

/**
 * `CallMediaParticipant`, flat, as the calls endpoint and the calls event have it (genesys-platform-api.md 2.2 [SDK]). Only
 * `id` and `purpose` are needed: "do not assume a field exists because the model has it" (2.2).
 */
const callParticipantSchema = z.pipe(
  z.object({
    id: z.string(),
    purpose: z.string(),
    name: text,
    address: text,
    state: text,
    held: flag,
    direction: z.catch(z.optional(z.enum(["inbound", "outbound"])), undefined),
    ani: text,
    dnis: text,
    user: reference,
    queue: reference,
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
    /** Always there, `{}` when empty (2.3 [OBS]); strings, parsed defensively (3). */
    attributes: z.catch(z.optional(json), undefined),
  }),
  z.transform(
    (leg): Participant => ({
      id: leg.id,
      purpose: leg.purpose,
      state: leg.state ?? "none",
      held: leg.held ?? false,
      name: leg.name ?? null,
      address: leg.address ?? null,
      ani: leg.ani ?? null,
      dnis: leg.dnis ?? null,
      direction: leg.direction ?? null,
      userId: leg.user?.id ?? null,
      queueId: leg.queue?.id ?? null,
      queueName: leg.queue?.name ?? null,
      wrapupRequired: leg.wrapupRequired ?? false,
      isWrappedUp: leg.wrapup !== undefined && leg.wrapup !== null,
      startTime: milliseconds(leg.startTime),
      connectedTime: milliseconds(leg.connectedTime),
      endTime: milliseconds(leg.endTime),
      startAcwTime: milliseconds(leg.startAcwTime),
      endAcwTime: milliseconds(leg.endAcwTime),
      monitoredParticipantId: leg.monitoredParticipantId ?? null,
      coachedParticipantId: leg.coachedParticipantId ?? null,
      bargedParticipantId: leg.bargedParticipantId ?? null,
      attributes: attributesFromJson(leg.attributes ?? {}),
    }),
  ),
);

/** `CallConversation`, of the calls endpoint and of every frame of the calls topic (2.2, 7.3). */
export const callConversationSchema: z.ZodMiniType<Conversation> = z.object({
  id: z.string(),
  participants: z.array(callParticipantSchema),
});

/** `CallConversationEntityListing` (1.1, 2.3 [OBS]). One entity of a shape that we do not know must not hide the others. */
export const callListingSchema = z.object({
  entities: z.pipe(
    z.array(z.unknown()),
    z.transform((entities): Conversation[] =>
      entities.flatMap((entity) => {
        const parsed = callConversationSchema.safeParse(entity);
        return parsed.success ? [parsed.data] : [];
      }),
    ),
  ),
});

import * as z from "zod/mini";
import type { Conversation, Participant } from "./conversation.ts";
import { direction, flag, legSchema, recordingState, sharedFields, text } from "./leg-fields.ts";

const reference = z.catch(z.optional(z.object({ id: z.string(), name: text })), undefined);

/** `CallMediaParticipant`, flat, as the calls endpoint and the calls event have it (genesys-platform-api.md 2.2 [SDK]). */
const callParticipantSchema = z.pipe(
  z.object({
    ...legSchema.shape,
    state: text,
    held: flag,
    disconnectType: text,
    direction,
    user: reference,
    queue: reference,
    externalContact: reference,
  }),
  z.transform(
    (leg): Participant => ({
      ...sharedFields(leg),
      // Agents' legs have no name here (2.2 [OBS]); an event names the user.
      name: leg.name ?? leg.user?.name ?? null,
      state: leg.state ?? "none",
      held: leg.held ?? false,
      disconnectType: leg.disconnectType ?? null,
      isVoice: leg.state !== undefined,
      direction: leg.direction ?? null,
      userId: leg.user?.id ?? null,
      queueId: leg.queue?.id ?? null,
      queueName: leg.queue?.name ?? null,
      externalContactId: leg.externalContact?.id ?? null,
    }),
  ),
);

/** `CallConversation`, of the calls endpoint and of every frame of the calls topic (2.2, 7.3); it has no times of its own. */
export const callConversationSchema: z.ZodMiniType<Conversation> = z.pipe(
  z.object({ id: z.string(), recordingState, participants: z.array(callParticipantSchema) }),
  z.transform(({ id, participants, recordingState: recording }) => ({
    id,
    startTime: null,
    endTime: null,
    recording: recording ?? null,
    participants,
  })),
);

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

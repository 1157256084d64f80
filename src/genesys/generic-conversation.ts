import * as z from "zod/mini";
import type { Conversation, Participant } from "./conversation.ts";
import { direction, flag, isGiven, legSchema, milliseconds, recordingState, sharedFields, text } from "./leg-fields.ts";

/** One communication of a leg: a call, or a callback before it is dialled (`Call`, `Callback`: genesys-platform-api.md 2.2 [SDK]). */
const communicationSchema = z.object({
  state: text,
  held: flag,
  disconnectType: text,
  direction,
  connectedTime: text,
  disconnectedTime: text,
  wrapup: z.optional(z.unknown()),
});
type Communication = z.infer<typeof communicationSchema>;
const communications = z.catch(z.optional(z.array(communicationSchema)), undefined);

function isOver({ state, disconnectedTime }: Communication): boolean {
  return state === "terminated" || state === "disconnected" || (state === undefined && disconnectedTime !== undefined);
}

/** The one that lives, else the latest. Arrays of media that the leg does not use are empty or missing (2.2 [OBS]). */
function current(all: readonly Communication[] | undefined): Communication | undefined {
  return all?.find((one) => !isOver(one)) ?? all?.at(-1);
}

/** `Participant`: state, hold and direction stand in its call (2.2 [SDK]); in its callback as long as there is no call. */
const genericParticipantSchema = z.pipe(
  z.object({
    ...legSchema.shape,
    userId: text,
    queueId: text,
    queueName: text,
    externalContactId: text,
    calls: communications,
    callbacks: communications,
  }),
  z.transform((leg): Participant => {
    const call = current(leg.calls);
    const shown = call ?? current(leg.callbacks);
    const shared = sharedFields(leg);
    return {
      ...shared,
      state: shown?.state ?? "none",
      held: shown?.held ?? false,
      disconnectType: shown?.disconnectType ?? null,
      isVoice: call !== undefined,
      isWrappedUp: shared.isWrappedUp || isGiven(shown?.wrapup),
      connectedTime: shared.connectedTime ?? milliseconds(shown?.connectedTime),
      endTime: shared.endTime ?? (shown && isOver(shown) ? milliseconds(shown.disconnectedTime) : null),
      direction: shown?.direction ?? null,
      userId: leg.userId ?? null,
      queueId: leg.queueId ?? null,
      queueName: leg.queueName ?? null,
      externalContactId: leg.externalContactId ?? null,
    };
  }),
);

/**
 * `Conversation`, of `GET /api/v2/conversations/{id}` (1.1: needs `conversation:communication:view`) and of the
 * `…conversations` topic, whose legs have no `startTime` (2.2).
 */
export const genericConversationSchema: z.ZodMiniType<Conversation> = z.pipe(
  z.object({
    id: z.string(),
    startTime: text,
    endTime: text,
    recordingState,
    participants: z.array(genericParticipantSchema),
  }),
  z.transform(({ id, startTime, endTime, recordingState: recording, participants }) => ({
    id,
    startTime: milliseconds(startTime),
    endTime: milliseconds(endTime),
    recording: recording ?? null,
    participants,
  })),
);

import * as z from "zod/mini";
import { attributeSchema } from "../attributes/attribute.ts";

/** Milliseconds since 1970. */
const instant = z.nullable(z.number());
const text = z.nullable(z.string());

/** 2.1 [SDK]. */
export const recordingStates = ["none", "active", "paused"] as const;

/** One leg of a call as Calltag knows it, whichever shape it came in (genesys-platform-api.md 2.2). */
export const participantSchema = z.object({
  id: z.string(),
  purpose: z.string(),
  /** `CallMediaParticipant.state` (2.1 [SDK]); a leg without one counts as ended only if it has an end. */
  state: z.string(),
  held: z.boolean(),
  /** Why it ended (2.1 [SDK]). */
  disconnectType: text,
  /** Has, or had, a call; false for legs that a callback left before anybody dialled. */
  isVoice: z.boolean(),
  name: text,
  address: text,
  ani: text,
  dnis: text,
  direction: z.nullable(z.enum(["inbound", "outbound"])),
  userId: text,
  queueId: text,
  queueName: text,
  externalContactId: text,
  wrapupRequired: z.boolean(),
  /** A wrap-up code was given. */
  isWrappedUp: z.boolean(),
  startTime: instant,
  connectedTime: instant,
  endTime: instant,
  startAcwTime: instant,
  endAcwTime: instant,
  monitoredParticipantId: text,
  coachedParticipantId: text,
  bargedParticipantId: text,
  /** Set on a leg that is part of a consultation; which other leg it names, no source says. */
  consultParticipantId: text,
  attributes: z.array(attributeSchema),
});
export type Participant = z.infer<typeof participantSchema>;

/** What the server last said of one call: always whole (7.3 [OBS]). */
export const conversationSchema = z.object({
  id: z.string(),
  /** The flat shapes have no times of the conversation: there the legs tell (2.2). */
  startTime: instant,
  endTime: instant,
  recording: z.nullable(z.enum(recordingStates)),
  participants: z.array(participantSchema),
});
export type Conversation = z.infer<typeof conversationSchema>;

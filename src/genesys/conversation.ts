import * as z from "zod/mini";
import { attributeSchema } from "../attributes/attribute.ts";

/** Milliseconds since 1970. */
const instant = z.nullable(z.number());
const text = z.nullable(z.string());

/** One leg of a call as Calltag knows it, whichever shape it came in (genesys-platform-api.md 2.2). */
export const participantSchema = z.object({
  id: z.string(),
  purpose: z.string(),
  /** `CallMediaParticipant.state` (2.1 [SDK]); a leg without one counts as ended only if it has an end. */
  state: z.string(),
  held: z.boolean(),
  name: text,
  address: text,
  ani: text,
  dnis: text,
  direction: z.nullable(z.enum(["inbound", "outbound"])),
  userId: text,
  queueId: text,
  queueName: text,
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
  attributes: z.array(attributeSchema),
});
export type Participant = z.infer<typeof participantSchema>;

/** What the server last said of one call: always whole (7.3 [OBS]). */
export const conversationSchema = z.object({ id: z.string(), participants: z.array(participantSchema) });
export type Conversation = z.infer<typeof conversationSchema>;

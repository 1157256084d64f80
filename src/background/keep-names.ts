import type { Conversation } from "../genesys/conversation.ts";

/** Events name users and queues, the calls endpoint does not (genesys-platform-api.md 2.2): what was told once stays known. */
export function withKnownNames(conversation: Conversation, known: Conversation | undefined): Conversation {
  const before = new Map(known?.participants.map((leg) => [leg.id, leg]));
  const participants = conversation.participants.map((leg) => {
    const was = before.get(leg.id);
    if (!was) return leg;
    const queueName = leg.queueName ?? (was.queueId === leg.queueId ? was.queueName : null);
    return { ...leg, name: leg.name ?? was.name, queueName };
  });
  return { ...conversation, participants };
}

import type { Attribute } from "../attributes/attribute.ts";
import type { Conversation, Participant } from "../genesys/conversation.ts";
import type { AttributeDialect } from "../genesys/dialect.ts";
import type { Result } from "../genesys/errors.ts";
import { isCaller, isEnded } from "../genesys/legs.ts";
import type { Api } from "../genesys/user.ts";

/** Attributes of a leg whose kind is known: from the last read, and those that were just written. */
export type KnownAttributes = (leg: Participant) => readonly Attribute[];

/** The leg with the kinds of the values that are known; `isWhole` if all are. */
function withKinds(leg: Participant, known: readonly Attribute[]): { leg: Participant; isWhole: boolean } {
  let isWhole = true;
  const attributes = leg.attributes.map((attribute) => {
    const found = known.find(({ name, value }) => name === attribute.name && value === attribute.value);
    isWhole &&= found !== undefined;
    return found ?? attribute;
  });
  return { leg: { ...leg, attributes }, isWhole };
}

/** A snapshot's values are text; those that are known keep their kind. */
export function withKnownKinds(conversation: Conversation, known: KnownAttributes): Conversation {
  return { ...conversation, participants: conversation.participants.map((leg) => withKinds(leg, known(leg)).leg) };
}

/**
 * A snapshot with the callers' attributes as the dialect has them. Where a snapshot says all (the `conversations` dialect), and
 * for a leg whose every value is known, nothing is asked.
 */
export async function completeConversation(
  conversation: Conversation,
  known: KnownAttributes,
  { api, dialect }: { readonly api: Api; readonly dialect: AttributeDialect },
): Promise<Result<Conversation>> {
  const { read } = dialect;
  if (!read) return { ok: true, value: conversation };
  const participants: Participant[] = [];
  for (const leg of conversation.participants) {
    const { leg: matched, isWhole } = withKinds(leg, known(leg));
    if (!isCaller(leg) || isEnded(leg) || isWhole) participants.push(matched);
    else {
      const answer = await read(api, { conversationId: conversation.id, participantId: leg.id });
      if (!answer.ok) return answer;
      participants.push({ ...leg, attributes: answer.value });
    }
  }
  return { ok: true, value: { ...conversation, participants } };
}

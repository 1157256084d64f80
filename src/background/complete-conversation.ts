import type { Attribute } from "../attributes/attribute.ts";
import type { Conversation } from "../genesys/conversation.ts";
import type { AttributeDialect } from "../genesys/dialect.ts";
import type { Result } from "../genesys/errors.ts";
import { isCaller, isEnded } from "../genesys/legs.ts";
import type { Api } from "../genesys/user.ts";

function textOf(attributes: readonly Attribute[]): string {
  return JSON.stringify(attributes.map(({ name, value }) => [name, value]));
}

/** An event's values with the kinds of those that did not change. */
export function withKnownKinds(conversation: Conversation, known: Conversation | undefined): Conversation {
  const participants = conversation.participants.map((leg) => {
    const before = known?.participants.find(({ id }) => id === leg.id)?.attributes ?? [];
    const attributes = leg.attributes.map(
      (attribute) =>
        before.find(({ name, value }) => name === attribute.name && value === attribute.value) ?? attribute,
    );
    return { ...leg, attributes };
  });
  return { ...conversation, participants };
}

/**
 * A snapshot with the callers' attributes as the dialect has them. Where a snapshot says all (the `conversations` dialect), and
 * for a leg whose values are the very ones that are `known` already, nothing is asked.
 */
export async function completeConversation(
  conversation: Conversation,
  known: Conversation | undefined,
  { api, dialect }: { readonly api: Api; readonly dialect: AttributeDialect },
): Promise<Result<Conversation>> {
  const { read } = dialect;
  if (!read) return { ok: true, value: conversation };
  const participants = [];
  for (const leg of conversation.participants) {
    const before = known?.participants.find(({ id }) => id === leg.id);
    if (!isCaller(leg) || isEnded(leg)) participants.push(leg);
    else if (before && textOf(before.attributes) === textOf(leg.attributes)) {
      participants.push({ ...leg, attributes: before.attributes });
    } else {
      const answer = await read(api, { conversationId: conversation.id, participantId: leg.id });
      if (!answer.ok) return answer;
      participants.push({ ...leg, attributes: answer.value });
    }
  }
  return { ok: true, value: { ...conversation, participants } };
}

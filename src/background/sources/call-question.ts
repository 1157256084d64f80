import { valueOf } from "../../attributes/attribute.ts";
import type { Policy } from "../../attributes/policy/schema.ts";
import { fillInput } from "../../attributes/sources/source-input.ts";
import type { Conversation } from "../../genesys/conversation.ts";
import { queueName } from "../../genesys/call-facts.ts";
import { callerLeg, ownLeg, phaseOf } from "../../genesys/legs.ts";
import { isSupervising } from "../../genesys/role.ts";
import type { Question } from "./ask-source.ts";

export type SourceRule = Policy["sources"][number];

/** Would anything come of an answer? A contact can be opened at least. */
export function isMapped({ kind, map, link }: SourceRule): boolean {
  return Object.keys(map).length > 0 || (kind === "externalContacts" && link !== "");
}

/** Is it asked with what it writes? Then its answer is no reason to ask again. */
export function isFedByItself({ input, map }: SourceRule): boolean {
  return Object.keys(map).some((name) => Object.values(input).some((text) => text.includes(`{attribute:${name}}`)));
}

/** External Contacts are asked for the caller's number unless the policy says otherwise. */
const numberTemplate = { number: "{ani.e164}" };

export type CallQuestion =
  | { readonly ok: true; readonly participantId: string; readonly question: Question }
  | { readonly ok: false; readonly participantId: string; readonly missing: readonly string[] };

/** What a source would be asked about this call; `undefined` if it has no caller. */
export function questionOf(
  { kind, input }: SourceRule,
  conversation: Conversation,
  userId: string,
): CallQuestion | undefined {
  const caller = callerLeg(conversation);
  if (!caller) return undefined;
  const isContact = kind === "externalContacts";
  if (isContact && caller.externalContactId !== null) {
    return { ok: true, participantId: caller.id, question: { input: {}, contactId: caller.externalContactId } };
  }
  const filled = fillInput(isContact && Object.keys(input).length === 0 ? numberTemplate : input, {
    conversationId: conversation.id,
    // On a call that we made, `ani` is our own number; the leg's address is the caller's either way (2.4 [OBS] for inbound calls).
    ani: caller.address ?? caller.ani,
    dnis: caller.dnis,
    queue: queueName(conversation, userId),
    attribute: (name) => valueOf(caller.attributes, name),
  });
  return filled.ok
    ? { ok: true, participantId: caller.id, question: { input: filled.input, contactId: null } }
    : { ok: false, participantId: caller.id, missing: filled.missing };
}

/**
 * Is it time for the source to be asked by itself? Only on a live agent leg of one's own: else every supervisor who listens
 * would ask again.
 */
export function isTimeFor({ when }: SourceRule, conversation: Conversation, userId: string): boolean {
  const own = ownLeg(conversation, userId);
  if (!own || isSupervising(own) || when === "onDemand") return false;
  const phase = phaseOf(conversation, userId);
  return phase === "connected" || phase === "held" || (phase === "ringing" && when === "alerting");
}

import type { Attribute } from "../attributes/attribute.ts";
import type { Conversation, Participant } from "../genesys/conversation.ts";
import type { LegAddress } from "../genesys/dialect.ts";
import type { BackgroundParts } from "./parts.ts";

/** Longer than this no event is under way. (Not documented.) */
const doubtFor = 10_000;

/** Busy calls are believed after so many looks: their next event comes soon, and events come in order. */
export const looksAtMost = 3;

/** What Calltag wrote to a leg and has not seen there yet. */
type Written = (leg: LegAddress) => readonly Attribute[];

function isSameLeg(event: Participant, known: Participant, written: readonly Attribute[]): boolean {
  const before = new Map(known.attributes.map(({ name, value }) => [name, value]));
  let found = 0;
  for (const { name, value } of event.attributes) {
    if (before.has(name)) found += 1;
    if (before.get(name) === value) continue;
    if (!written.some((own) => own.name === name && own.value === value)) return false;
  }
  // Whatever was there, is there still.
  return found === before.size;
}

/** Do both say the same of every attribute, but for what Calltag itself wrote? */
export function isSaid(event: Conversation, known: Conversation, written: Written): boolean {
  return event.participants.every((leg) => {
    const before = known.participants.find(({ id }) => id === leg.id);
    return !before || isSameLeg(leg, before, written({ conversationId: event.id, participantId: leg.id }));
  });
}

/**
 * Nothing in an event says when it was made: no version, no time (genesys-platform-api.md 7.3). One that was made before a read
 * may arrive after it. So an event that contradicts a recent read is not believed, but looked after: the answer to a read that
 * begins after the event arrived is newer than the event.
 */
export interface Doubts {
  /** A read has just said what is known of it. */
  wasRead(conversationId: string): void;
  /** May this event be older than what is known? Then look. */
  arise(event: Conversation, known: Conversation): boolean;
  forget(conversationId: string): void;
}

export function createDoubts({ clock, written }: Pick<BackgroundParts, "clock"> & { written: Written }): Doubts {
  const reads = new Map<string, { readonly at: number; looks: number }>();
  return {
    wasRead(conversationId) {
      reads.set(conversationId, { at: clock.now(), looks: 0 });
    },
    arise(event, known) {
      const read = reads.get(event.id);
      if (!read) return false;
      const isPast = clock.now() - read.at > doubtFor || read.looks >= looksAtMost;
      if (isPast) reads.delete(event.id);
      if (isPast || isSaid(event, known, written)) return false;
      read.looks += 1;
      return true;
    },
    forget(conversationId) {
      reads.delete(conversationId);
    },
  };
}

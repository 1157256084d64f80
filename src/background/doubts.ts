import type { Attribute } from "../attributes/attribute.ts";
import type { Conversation, Participant } from "../genesys/conversation.ts";
import type { LegAddress } from "../genesys/dialect.ts";
import { stageOf } from "../genesys/legs.ts";
import type { BackgroundParts } from "./parts.ts";

/** Longer than this no event is under way. (Not documented.) */
const doubtFor = 10_000;

/** Busy calls are believed after so many looks: their next event comes soon, and events come in order. */
export const looksAtMost = 3;

/** What Calltag wrote to a leg and has not seen there yet. */
type Written = (leg: LegAddress) => readonly Attribute[];

function isSameLeg(event: Participant, known: Participant, written: readonly Attribute[]): boolean {
  if (stageOf(event) < stageOf(known)) return false;
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

/**
 * Does the event say of every leg that is known, and of each of its attributes, what is known, but for what Calltag itself wrote? Legs
 * may have come further, or be on hold or not: an old mark of hold passes with the next event, and no save depends on it. New
 * legs it may name. It names all that there ever were: a frame is a full snapshot (genesys-platform-api.md 7.3 [OBS S18]), and
 * ended legs stay in it (2.3 [OBS]), so one that lacks a leg was made before that leg came.
 */
export function isSaid(event: Conversation, known: Conversation, written: Written): boolean {
  return known.participants.every((before) => {
    const leg = event.participants.find(({ id }) => id === before.id);
    return leg !== undefined && isSameLeg(leg, before, written({ conversationId: event.id, participantId: leg.id }));
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

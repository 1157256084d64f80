import { valueOf } from "../../attributes/attribute.ts";
import { isOnItsWay } from "../../attributes/change.ts";
import type { Conversation } from "../../genesys/conversation.ts";
import type { Leg } from "../change-record.ts";
import type { Replaced } from "../last-save.ts";
import type { Outbox } from "../outbox.ts";
import type { SourceEntry } from "./source-entry.ts";

/** What an attribute holds for the person: their own change that is on its way, else what the server has. */
export function believed(outbox: Pick<Outbox, "pending">, conversation: Conversation, leg: Leg, name: string) {
  const attributes = conversation.participants.find(({ id }) => id === leg.participantId)?.attributes ?? [];
  return outbox.pending(leg, name)?.value ?? valueOf(attributes, name);
}

/** What a source wrote that stands there, or is on its way: not what was refused, undone, or written over since. */
export function standing(
  entry: SourceEntry,
  outbox: Pick<Outbox, "of" | "pending">,
  conversation: Conversation,
): Replaced[] {
  const changes = outbox.of(entry);
  return entry.replaced.filter(({ name, after }) => {
    const last = changes.findLast((change) => change.name === name);
    return (!last || isOnItsWay(last)) && believed(outbox, conversation, entry, name) === after;
  });
}

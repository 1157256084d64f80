import type { Attribute } from "../attributes/attribute.ts";
import { asWritten } from "../attributes/encoding.ts";
import type { ChangeRecord } from "./change-record.ts";

/** What decides over the JSON type of a change. */
export type WrittenAs = Pick<ChangeRecord, "conversationId" | "participantId" | "name" | "kind">;
type KindOf = (change: WrittenAs) => Attribute["kind"];

/** Changes as they are written, of the JSON type that is wanted there. */
function toWrite(changes: Iterable<ChangeRecord>, kindOf: KindOf): Attribute[] {
  return Array.from(changes, (record) => ({ name: record.name, value: record.value, kind: kindOf(record) }));
}

/** The latest value of each name. */
export function latestValues(changes: readonly ChangeRecord[], kindOf: KindOf): Attribute[] {
  return toWrite(new Map(changes.map((record) => [record.name, record])).values(), kindOf);
}

/** What was written and is not confirmed yet, as it will read. */
export function writtenValues(changes: readonly ChangeRecord[], kindOf: KindOf): Attribute[] {
  const sent = changes.filter(({ status }) => status === "sending" || status === "sent" || status === "unseen");
  return toWrite(sent, kindOf).map(asWritten);
}

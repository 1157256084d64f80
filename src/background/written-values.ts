import type { Attribute } from "../attributes/attribute.ts";
import { asWritten } from "../attributes/encoding.ts";
import type { ChangeRecord } from "./change-record.ts";

type KindOf = (name: string) => Attribute["kind"];

/** A change as it is written: of the JSON type that its source gave it, else of the one that the server has there. */
export function toWrite({ name, value, kind }: ChangeRecord, kindOf: KindOf): Attribute {
  return { name, value, kind: kind ?? kindOf(name) };
}

/** What was written and is not confirmed yet, as it will read. */
export function writtenValues(changes: readonly ChangeRecord[], kindOf: KindOf): Attribute[] {
  const sent = changes.filter(({ status }) => status === "sending" || status === "sent" || status === "unseen");
  return sent.map((record) => asWritten(toWrite(record, kindOf)));
}

/**
 * Attributes named `conversationDetails.participantData.<name>` carry a type in front of the value, which Genesys' own panel
 * understands (genesys-platform-api.md 1.6 [DOC S14]): `checkbox:true`, `date: 2025-3-12`. People see and edit the value
 * without it; it is written back exactly as it stood, blanks included.
 */
const typedName = "conversationDetails.participantData.";
const typePrefix = /^(?:checkbox|date|datetime|enum|identifier|integer|number|longtext): ?/;

export interface TypedValue {
  /** `""` where there is no type; else what stands in front of the text. */
  readonly prefix: string;
  readonly text: string;
}

/** `prefix + text` is always the value. */
export function splitTypedValue(name: string, value: string): TypedValue {
  const prefix = name.startsWith(typedName) ? (typePrefix.exec(value)?.[0] ?? "") : "";
  return { prefix, text: value.slice(prefix.length) };
}

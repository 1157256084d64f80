import * as z from "zod/mini";
import { type Attribute, attributeFromJson } from "./attribute.ts";

/** A JSON value, as it travels. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** Whatever JSON.parse gives is JSON. Not `z.json()`: its copy loses a member named `__proto__`, and costs 3 kB. */
const jsonSchema = z.custom<Json>();

/** `undefined` for what is no JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    return jsonSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/**
 * The native JSON value of a text, for the `interactions` dialect: of the kind that the server had, if the text is that
 * kind's canonical form; else the text itself. So reading it back gives the very text that was written. Never `null` itself.
 */
export function nativeValue({ value, kind }: Pick<Attribute, "value" | "kind">): Json {
  if (kind === "string") return value;
  const json = parseJson(value);
  const isOfKind = kind === "json" ? typeof json === "object" && json !== null : typeof json === kind;
  return json !== undefined && isOfKind && JSON.stringify(json) === value ? json : value;
}

/** The attribute as it reads after it was written: a number that was typed over by a word is a string from then on. */
export function asWritten(attribute: Attribute): Attribute {
  return attributeFromJson(attribute.name, nativeValue(attribute));
}

export type Encoded = { ok: true; text: string } | { ok: false; reason: "not-a-value" | "not-finite" | "cyclic" };

/**
 * The canonical string of a value from outside: strings as they are, numbers plain, booleans `true` / `false`, dates ISO 8601,
 * objects as JSON (product.md, "Saving"). What JSON cannot say is refused: functions, symbols, `undefined`, NaN, infinities,
 * cycles; also deep inside, where JSON.stringify would drop or change them silently.
 */
export function encodeValue(value: unknown, within: readonly object[] = []): Encoded {
  if (typeof value === "string") return { ok: true, text: value };
  const json = encodeJson(value, within);
  return json.ok && value instanceof Date ? { ok: true, text: json.text.slice(1, -1) } : json;
}

function encodeJson(value: unknown, within: readonly object[]): Encoded {
  switch (typeof value) {
    case "string":
    case "boolean":
      return { ok: true, text: JSON.stringify(value) };
    case "number":
      return Number.isFinite(value) ? { ok: true, text: JSON.stringify(value) } : { ok: false, reason: "not-finite" };
    case "object":
      return value === null ? { ok: true, text: "null" } : encodeObject(value, within);
    default:
      return { ok: false, reason: "not-a-value" };
  }
}

function encodeObject(value: object, within: readonly object[]): Encoded {
  if (within.includes(value)) return { ok: false, reason: "cyclic" };
  if (value instanceof Date) {
    return Number.isNaN(value.getTime())
      ? { ok: false, reason: "not-finite" }
      : { ok: true, text: JSON.stringify(value) };
  }
  const inside = [...within, value];
  const isList = Array.isArray(value);
  const parts: string[] = [];
  for (const [name, member] of Object.entries(value)) {
    const encoded = encodeJson(member, inside);
    if (!encoded.ok) return encoded;
    parts.push(isList ? encoded.text : `${JSON.stringify(name)}:${encoded.text}`);
  }
  return { ok: true, text: isList ? `[${parts.join(",")}]` : `{${parts.join(",")}}` };
}

import * as z from "zod/mini";

/**
 * One attribute as people see it: `value` is its canonical string, by which both dialects compare.
 * `kind` says what JSON type the server sent: the published API knows strings only
 * (genesys-platform-api.md 1.2 [SDK]), the `interactions` dialect has native JSON (1.3).
 */
export const attributeSchema = z.object({
  name: z.string(),
  value: z.string(),
  kind: z.enum(["string", "number", "boolean", "json"]),
});
export type Attribute = z.infer<typeof attributeSchema>;

/** The canonical string of a JSON value: strings as they are, everything else as its JSON text. */
export function attributeFromJson(name: string, json: unknown): Attribute {
  switch (typeof json) {
    case "string":
      return { name, value: json, kind: "string" };
    case "number":
      return { name, value: JSON.stringify(json), kind: "number" };
    case "boolean":
      return { name, value: JSON.stringify(json), kind: "boolean" };
    default:
      return { name, value: JSON.stringify(json ?? null), kind: "json" };
  }
}

/** A parsed JSON object → attributes, in the server's order. Own keys only, so `__proto__` is a name like any other. */
export function attributesFromJson(json: object): Attribute[] {
  return Object.entries(json).map(([name, value]) => attributeFromJson(name, value));
}

/** The value that the server has for a name; `null` where the attribute does not exist. */
export function valueOf(attributes: readonly Attribute[], name: string): string | null {
  return attributes.find((attribute) => attribute.name === name)?.value ?? null;
}

/** The kind of the value that the server has for a name; a new one is a string. */
export function kindOf(attributes: readonly Attribute[], name: string): Attribute["kind"] {
  return attributes.find((attribute) => attribute.name === name)?.kind ?? "string";
}

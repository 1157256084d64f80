import * as z from "zod/mini";

/** Any JSON value. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** Accepts any JSON value. */
export const jsonSchema = z.json();

/** Parses text that should be JSON; undefined where it is none, or not of the schema's shape. */
export function parseJson<T>(schema: z.ZodMiniType<T>, text: string | undefined): T | undefined {
  if (text === undefined || text === "") return undefined;
  try {
    const parsed = z.safeParse(schema, JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** One text per value: strings as they are, numbers and booleans plain, objects as JSON with sorted names. */
export function canonicalString(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(sorted(value));
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sorted(value[name] ?? null)]));
}

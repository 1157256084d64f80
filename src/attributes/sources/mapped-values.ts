import { getProperty, parsePath } from "dot-prop";
import { type Attribute, attributeFromJson } from "../attribute.ts";
import { encodeValue } from "../encoding.ts";

/** `$.customer.id`, `$.items[0].name` → the path as the library writes it; `$` alone is the whole answer. */
function withoutRoot(path: string): string | null {
  if (path.startsWith("$.")) return path.slice(2);
  return path.startsWith("$[") ? path.slice(1) : null;
}

/** Is it a path into an answer? One that would lead to a prototype is none. */
export function isAnswerPath(path: string): boolean {
  const rest = withoutRoot(path);
  if (rest === null) return false;
  try {
    return parsePath(rest).length > 0;
  } catch {
    return false;
  }
}

/** Only what the answer itself holds: nothing that every object or text inherits. */
function valueAt(answer: unknown, path: string): unknown {
  const rest = withoutRoot(path);
  if (rest === null || !isAnswerPath(path)) return undefined;
  let at: unknown = answer;
  for (const step of parsePath(rest)) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, step)) return undefined;
    at = getProperty(at, [step]);
  }
  return at;
}

/**
 * Is there anything where the map looks, be it nothing (`{"customer": null}`)? An answer in which not even the first step of any
 * path leads somewhere is of another shape.
 */
export function isOfMappedShape(answer: unknown, map: Readonly<Record<string, string>>): boolean {
  if (typeof answer !== "object" || answer === null) return false;
  return Object.values(map).some((path) => {
    const [first] = isAnswerPath(path) ? parsePath(withoutRoot(path) ?? "") : [];
    return first !== undefined && Object.hasOwn(answer, first);
  });
}

/**
 * What a source's answer says of attributes, by the policy's map from name to path. What it does not say, or says nothing
 * in (`null`, `""`), is left out: an outside system that knows nothing is no reason to empty anything.
 */
export function mappedValues(answer: unknown, map: Readonly<Record<string, string>>): Attribute[] {
  return Object.entries(map).flatMap(([name, path]) => {
    const json = valueAt(answer, path);
    const encoded = encodeValue(json);
    if (json === null || !encoded.ok || encoded.text === "") return [];
    return [{ ...attributeFromJson(name, json), value: encoded.text }];
  });
}

import { parsePath } from "dot-prop";
import { type Attribute, attributeFromJson } from "../attribute.ts";
import { encodeValue } from "../encoding.ts";

/**
 * `$.customer.id`, `$.items[0].name` → the names and places on the way; `null` for what is no path into an answer: `$` alone is
 * none, nor is one that would lead to a prototype.
 */
export function stepsOf(path: string): readonly PropertyKey[] | null {
  if (!/^\$[.[]/.test(path)) return null;
  try {
    const steps = parsePath(path.slice(path.startsWith("$.") ? 2 : 1));
    return steps.length > 0 ? steps : null;
  } catch {
    return null;
  }
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** Only what the answer itself holds: nothing that every object or text inherits. */
function valueAt(answer: unknown, path: string): unknown {
  const steps = stepsOf(path);
  if (!steps) return undefined;
  let at: unknown = answer;
  for (const step of steps) {
    if (!isContainer(at) || !Object.hasOwn(at, step)) return undefined;
    at = Reflect.get(at, step);
  }
  return at;
}

/**
 * Is there anything where the map looks, be it nothing (`{"customer": null}`)? An answer in which not even the first step of any
 * path leads somewhere is of another shape.
 */
export function isOfMappedShape(answer: unknown, map: Readonly<Record<string, string>>): boolean {
  return Object.values(map).some((path) => {
    const first = stepsOf(path)?.[0];
    return first !== undefined && isContainer(answer) && Object.hasOwn(answer, first);
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

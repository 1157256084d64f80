import { tagsIn } from "../../src/attributes/tags.ts";
import type { Meant, Place } from "./ledger.ts";

/** The one attribute of the model that is a set. Its policy lets agents tag, for supervisors' calls are found in other ways. */
export const tagsName = "calltag.tags";
export const predefinedTags = ["complaint", "legal", "praise"];
export const tagsPolicy = {
  attribute: tagsName,
  for: ["agent", "supervisor"],
  values: predefinedTags.map((value) => ({ value, label: value, tone: "gray" })),
};

const mark = "#";

/**
 * To the oracle every tag is an attribute of its own, which is `on` or `off`: adding and removing never conflict, and what
 * somebody did to one tag says nothing of another.
 */
export function tagPlace(place: Place, tag: string): Place {
  return { ...place, name: `${tagsName}${mark}${tag}` };
}
/** The tag whose place this is; `undefined`: that of a text. */
export function tagOf({ name }: Pick<Place, "name">): string | undefined {
  return name.startsWith(tagsName + mark) ? name.slice(tagsName.length + mark.length) : undefined;
}
export type TagState = "on" | "off";
export function stateIn(list: string | null | undefined, tag: string): TagState {
  return tagsIn(list ?? null).includes(tag) ? "on" : "off";
}

/** One text that is meant at one place; a list that is meant: every tag that it adds or takes away. */
export function meantPlaces(place: Place, { text, base }: Meant): [Place, Meant][] {
  if (place.name !== tagsName) return [[place, { text, base }]];
  const touched = new Set([...tagsIn(base), ...tagsIn(text)]);
  return [...touched].flatMap((tag): [Place, Meant][] => {
    const [from, to] = [stateIn(base, tag), stateIn(text, tag)];
    return from === to ? [] : [[tagPlace(place, tag), { text: to, base: from }]];
  });
}

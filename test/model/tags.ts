import { tagsIn } from "../../src/attributes/tags.ts";

/** The one attribute of the model that is a set. */
export const tagsName = "calltag.tags";
/** What the person may give. */
export const predefinedTags = ["complaint", "legal", "praise"];
/** What others give and take: some of the same, and some that nobody predefined. */
export const othersTags = [...predefinedTags, "x-unknown", "callback"];

/** Agents tag too: a supervisor's call is found in other ways, which is no matter here. */
export const tagsPolicy = {
  attribute: tagsName,
  for: ["agent", "supervisor"],
  values: predefinedTags.map((value) => ({ value, label: value, tone: "gray" })),
};

export type TagState = "on" | "off";
export interface Toggle {
  readonly tag: string;
  readonly state: TagState;
}

export function opposite(state: TagState): TagState {
  return state === "on" ? "off" : "on";
}
export function stateIn(list: string | null | undefined, tag: string): TagState {
  return tagsIn(list ?? null).includes(tag) ? "on" : "off";
}
/** What an edit of the list is: every tag that it gives or takes away. What it does not touch is nobody's wish. */
export function togglesOf({ base, value }: { readonly base: string | null; readonly value: string }): Toggle[] {
  return [...new Set([...tagsIn(base), ...tagsIn(value)])].flatMap((tag) => {
    const state = stateIn(value, tag);
    return state === stateIn(base, tag) ? [] : [{ tag, state }];
  });
}

import type { Rules } from "./policy/rules.ts";
import type { TagsPolicy } from "./tags-policy.ts";

/** What people call tags and their note, in their language. */
export interface TagWords {
  readonly tags: string;
  readonly note: string;
}

/** What people call an attribute: as the organization labels it; tags and their note as the page does; else by its name. */
export function attributeLabel(
  name: string,
  rules: Rules,
  { attribute, noteAttribute }: Pick<TagsPolicy, "attribute" | "noteAttribute">,
  words: TagWords,
): string {
  const label = rules.labelOf(name);
  if (label !== name) return label;
  if (name === attribute) return words.tags;
  return name === noteAttribute ? words.note : name;
}

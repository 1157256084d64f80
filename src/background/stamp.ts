import { stampNames, type TagsPolicy } from "../attributes/tags-policy.ts";
import type { Edit } from "../protocol/commands.ts";

/** Is a tag or the note among what is saved? */
export function isTagged({ attribute, noteAttribute }: TagsPolicy, edits: readonly Pick<Edit, "name">[]): boolean {
  return edits.some(({ name }) => name === attribute || name === noteAttribute);
}

/**
 * Who tagged, and when (ISO 8601), as further attributes, where the policy asks for it. The later stamp stays, so it begins on
 * whatever is there. `at` in milliseconds since 1970.
 */
export function stampOf(tags: TagsPolicy, edits: readonly Edit[], { by, at }: { by: string; at: number }): Edit[] {
  if (!tags.stamp || !isTagged(tags, edits)) return [];
  const names = stampNames(tags);
  return [
    { name: names.by, value: by, base: null },
    { name: names.at, value: new Date(at).toISOString(), base: null },
  ];
}

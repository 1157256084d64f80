/** Tags stand in one attribute: sorted, with commas between them. A tag holds no comma (product.md, "Policy"). */
export function tagsIn(list: string | null): string[] {
  const tags = (list ?? "").split(",").map((tag) => tag.trim());
  // By code unit, which is the same in every browser and language.
  return [...new Set(tags)].filter((tag) => tag !== "").toSorted();
}

/** The list with the tag in it, or without it if it was there. Tags that nobody predefined stay. */
export function toggleTag(list: string | null, tag: string): string {
  const tags = tagsIn(list);
  return (tags.includes(tag) ? tags.filter((one) => one !== tag) : [...tags, tag].toSorted()).join(",");
}

/**
 * Three-way merge as sets: what was added and removed between `base` and `value`, done to `theirs`. Adding and removing never
 * conflict. Answers `theirs` itself where nothing is left to do, however it is written.
 */
export function mergeTags(
  { base, value }: { readonly base: string | null; readonly value: string },
  theirs: string | null,
): string | null {
  const [before, mine, there] = [tagsIn(base), tagsIn(value), tagsIn(theirs)];
  const kept = there.filter((tag) => mine.includes(tag) || !before.includes(tag));
  const added = mine.filter((tag) => !before.includes(tag) && !there.includes(tag));
  if (kept.length === there.length && added.length === 0) return theirs;
  return [...kept, ...added].toSorted().join(",");
}

/** Tags stand in one attribute: sorted, with commas between them. A tag holds no comma (product.md, "Policy"). */
export function tagsIn(list: string | null): string[] {
  const tags = (list ?? "").split(",").map((tag) => tag.trim());
  // By code unit, which is the same in every browser and language.
  return [...new Set(tags)].filter((tag) => tag !== "").toSorted();
}

/** The tags as they stand in their attribute. */
export function listOf(tags: readonly string[]): string {
  return tags.toSorted().join(",");
}

/** The list with the tag in it, or without it if it was there. Tags that nobody predefined stay. */
export function toggleTag(list: string | null, tag: string): string {
  const tags = tagsIn(list);
  return listOf(tags.includes(tag) ? tags.filter((one) => one !== tag) : [...tags, tag]);
}

/** One change of a list. */
interface ListChange {
  readonly base: string | null;
  readonly value: string;
  /** It brought somebody else's changes in again: that they removed a tag is no wish of one's own. */
  readonly isMend?: boolean;
}

/**
 * Three-way merge as sets: what was added and removed by the changes, oldest first, done to `theirs`. Adding and removing never
 * conflict. Answers `theirs` itself where nothing is left to do, however it is written.
 */
export function mergeTagChanges(changes: readonly ListChange[], theirs: string | null): string | null {
  const wanted = new Map<string, boolean>();
  for (const { base, value, isMend } of changes) {
    const [before, after] = [tagsIn(base), tagsIn(value)];
    for (const tag of before) if (!after.includes(tag) && isMend !== true) wanted.set(tag, false);
    for (const tag of after) if (!before.includes(tag)) wanted.set(tag, true);
  }
  const there = tagsIn(theirs);
  const kept = there.filter((tag) => wanted.get(tag) !== false);
  const added = [...wanted].flatMap(([tag, isWanted]) => (isWanted && !there.includes(tag) ? [tag] : []));
  if (kept.length === there.length && added.length === 0) return theirs;
  return listOf([...kept, ...added]);
}

/** The same for one change. */
export function mergeTags(change: ListChange, theirs: string | null): string | null {
  return mergeTagChanges([change], theirs);
}

import type { Reference } from "./draft.ts";
import { mergeTags } from "./tags.ts";
import { stampNames, type TagsPolicy } from "./tags-policy.ts";

/**
 * How an edit comes together with what somebody else wrote meanwhile: `ask` the person decides, `set` both happen, as sets of
 * tags, `last` the later one stays.
 */
export type MergeRule = "ask" | "set" | "last";

export function mergeRule(tags: Pick<TagsPolicy, "attribute" | "stamp">, name: string): MergeRule {
  if (name === tags.attribute) return "set";
  const { by, at } = stampNames(tags);
  return tags.stamp && (name === by || name === at) ? "last" : "ask";
}

/** One wanted value, and the one from which the edit began; `null` if the attribute did not exist. */
interface Wanted {
  readonly base: string | null;
  readonly value: string;
}

/**
 * The edit as if it had begun on what is there now, or is on its way; `undefined` where nothing is left to do. Where the rule is
 * to ask, the edit stays as it is.
 */
export function rebased<Edit extends Wanted>(
  edit: Edit,
  rule: MergeRule,
  { server, pending }: Reference,
): Edit | undefined {
  if (rule === "ask") return edit;
  const base = pending ?? server;
  const value = rule === "set" ? mergeTags(edit, base) : edit.value;
  return value === null || value === base ? undefined : { ...edit, base, value };
}

import { type Attribute, valueOf } from "./attribute.ts";
import { isInConflict, isOpen } from "./draft.ts";
import { type MergeRule, rebased } from "./reconcile.ts";

/** One wanted value, with the value from which the edit began; `null` if the attribute did not exist. */
export interface WantedValue {
  readonly name: string;
  readonly value: string;
  readonly base: string | null;
}

export interface Merged<Edit extends WantedValue> {
  /** To be written. */
  readonly accepted: Edit[];
  /** There already, or on their way: nothing is left to do. */
  readonly settled: Edit[];
  /** Somebody else's value left the base: the person decides. */
  readonly conflicts: Edit[];
}

/**
 * Three-way merge by key: base, mine, theirs. `pending` is the value of one's own change that is on its way. Keys that appeared
 * or were cleared meanwhile are conflicts like any other; equal values are none (product.md, "Saving"). What is merged by a rule
 * is accepted as it reads with what is there.
 */
export function mergeEdits<Edit extends WantedValue>(
  edits: readonly Edit[],
  attributes: readonly Attribute[],
  pending: (name: string) => string | undefined,
  ruleOf: (name: string) => MergeRule = () => "ask",
): Merged<Edit> {
  const merged: Merged<Edit> = { accepted: [], settled: [], conflicts: [] };
  for (const wanted of edits) {
    const reference = { server: valueOf(attributes, wanted.name), pending: pending(wanted.name) };
    const edit = rebased(wanted, ruleOf(wanted.name), reference);
    if (!edit || !isOpen(edit, reference)) merged.settled.push(wanted);
    else if (isInConflict(edit, reference)) merged.conflicts.push(edit);
    else merged.accepted.push(edit);
  }
  return merged;
}

/** The whole map as it would be after the edits; what stands in one of them comes last, each of the kind in which it is written. */
export function mapAfter<Edit extends Pick<WantedValue, "name" | "value">>(
  attributes: readonly Attribute[],
  edits: readonly Edit[],
  kindOf: (edit: Edit) => Attribute["kind"],
): Attribute[] {
  return [...attributes, ...edits.map((edit) => ({ name: edit.name, value: edit.value, kind: kindOf(edit) }))];
}

import type { MergeRule } from "../attributes/reconcile.ts";
import type { Leg } from "./change-record.ts";
import { type Replaced, undoing } from "./last-save.ts";
import type { Outbox } from "./outbox.ts";
import type { SaveEdits, SaveOutcome } from "./save-edits.ts";

interface TakeBackParts {
  readonly saveEdits: SaveEdits;
  readonly outbox: Pick<Outbox, "of" | "discard">;
  readonly ruleOf: (name: string) => MergeRule;
}

/** Writes back what a save replaced, by the same path: somebody else's later value is a conflict. */
export type TakeBack = (leg: Leg, edits: readonly Replaced[]) => Promise<SaveOutcome>;

export function createTakeBack({ saveEdits, outbox, ruleOf }: TakeBackParts): TakeBack {
  return async (leg, edits) => {
    // What has not been sent is taken back; what has, is written over. So is what took the place of an earlier save that was not
    // sent either: that one is not undone with it.
    const unsent = outbox.of(leg).filter(({ status, isUnclear }) => status === "waiting" && !isUnclear);
    const takenBack = edits.filter(({ name, before, after }) =>
      unsent.some((change) => change.name === name && change.value === after && change.base === before),
    );
    const namesTakenBack = takenBack.map(({ name }) => name);
    // What the person saved after it, in the moment in which the background died, say, is not theirs to lose either: not even
    // where it was refused. What this very Undo would write is there already.
    const isOvertaken = ({ name, before, after }: Replaced): boolean => {
      const last = outbox.of(leg).findLast((change) => change.name === name)?.value ?? after;
      return ruleOf(name) === "ask" && last !== after && last !== (before ?? "");
    };
    const rest = edits.filter((edit) => !takenBack.includes(edit));
    const overtaken = rest.filter(isOvertaken).map(({ name }) => name);
    const written = undoing(rest.filter((edit) => !isOvertaken(edit)));
    const nothing: SaveOutcome = { value: { accepted: [], conflicts: [] }, replaced: [] };
    // Undone once: what this writes is not to be undone in its turn, that would be doing it again.
    const [outcome] = await Promise.all([
      written.length > 0 ? saveEdits(leg, written, "undone") : nothing,
      outbox.discard(leg, namesTakenBack),
    ]);
    if (!("value" in outcome)) return outcome;
    const isTold = (name: string): boolean => !edits.some((edit) => edit.isStamp && edit.name === name);
    const { accepted, conflicts } = outcome.value;
    return {
      ...outcome,
      value: { accepted: [...accepted, ...namesTakenBack].filter(isTold), conflicts: [...conflicts, ...overtaken] },
    };
  };
}

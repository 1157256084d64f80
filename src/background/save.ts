import type { Attribute } from "../attributes/attribute.ts";
import { mapBytes } from "../attributes/limits.ts";
import { mapAfter, mergeEdits, type Merged } from "../attributes/merge.ts";
import type { MergeRule } from "../attributes/reconcile.ts";
import type { Conversation } from "../genesys/conversation.ts";
import { isCaller, successorOf, phaseOf } from "../genesys/legs.ts";
import type { Problem } from "../protocol/problem.ts";
import type { ChangeRecord, SavedEdit } from "./change-record.ts";

export type SaveJudgement = { ok: false; problem: Problem } | ({ ok: true } & Merged<SavedEdit>);

interface SaveCircumstances {
  readonly conversation: Conversation | undefined;
  readonly participantId: string;
  readonly userId: string;
  /** One's own changes of this leg that are on their way, oldest first. */
  readonly onTheirWay: readonly Pick<ChangeRecord, "name" | "value" | "kind">[];
  /** Bytes that the whole map may have. */
  readonly totalBytes: number;
  readonly ruleOf: (name: string) => MergeRule;
  /** In which a value is written. */
  readonly kindOf: (edit: Pick<SavedEdit, "name" | "kind">) => Attribute["kind"];
}

/** Judges a whole save before anything is sent: the right call, names and limits, then conflicts (product.md, "Saving"). */
export function judgeSave(
  edits: readonly SavedEdit[],
  { conversation, participantId, userId, onTheirWay, totalBytes, ruleOf, kindOf }: SaveCircumstances,
): SaveJudgement {
  if (!conversation || phaseOf(conversation, userId) === "ended") return { ok: false, problem: { kind: "call-ended" } };
  const leg = conversation.participants.find(({ id }) => id === participantId);
  if (!leg || successorOf(conversation, leg)) return { ok: false, problem: { kind: "participant-gone" } };
  if (!isCaller(leg)) return { ok: false, problem: { kind: "read-only" } };
  if (edits.some(({ name }) => name.trim() === "")) return { ok: false, problem: { kind: "name-empty" } };
  const pending = (name: string): string | undefined => onTheirWay.findLast((change) => change.name === name)?.value;
  const merged = mergeEdits(edits, leg.attributes, pending, ruleOf);
  const before = mapBytes(mapAfter(leg.attributes, onTheirWay, kindOf));
  const wanted = [...onTheirWay, ...merged.conflicts, ...merged.accepted];
  const bytes = mapBytes(mapAfter(leg.attributes, wanted, kindOf));
  // Only what makes a too large map larger is refused.
  if (bytes > totalBytes && bytes > before) {
    return { ok: false, problem: { kind: "map-too-large", bytes, limit: totalBytes } };
  }
  return { ok: true, ...merged };
}

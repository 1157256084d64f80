import { type Attribute, valueOf } from "../attributes/attribute.ts";
import { isInConflict, isOpen } from "../attributes/draft.ts";
import { mapBytes, totalLimit } from "../attributes/limits.ts";
import type { Conversation } from "../genesys/conversation.ts";
import { isCaller, phaseOf } from "../genesys/legs.ts";
import type { Edit } from "../protocol/commands.ts";
import type { Problem } from "../protocol/problem.ts";

export type SaveJudgement =
  | { ok: false; problem: Problem }
  | {
      ok: true;
      /** To be put into the outbox. */
      accepted: Edit[];
      /** The server has these values already, or they are on their way: nothing is left to do. */
      settled: Edit[];
      /** The server's value left the base: the person decides. */
      conflicts: Edit[];
    };

interface SaveCircumstances {
  readonly conversation: Conversation | undefined;
  readonly participantId: string;
  readonly userId: string;
  /** The value of one's own change that is still in the outbox. */
  readonly pending: (name: string) => string | undefined;
}

function after(attributes: readonly Attribute[], edits: readonly Edit[]): Map<string, string> {
  const map = new Map(attributes.map(({ name, value }) => [name, value]));
  for (const { name, value } of edits) map.set(name, value);
  return map;
}

/** Judges a whole save before anything is sent: the right call, limits, then conflicts (product.md, "Saving"). */
export function judgeSave(
  edits: readonly Edit[],
  { conversation, participantId, userId, pending }: SaveCircumstances,
): SaveJudgement {
  if (!conversation) return { ok: false, problem: { kind: "call-ended" } };
  const leg = conversation.participants.find(({ id }) => id === participantId);
  if (!leg || phaseOf(conversation, userId) === "ended") return { ok: false, problem: { kind: "call-ended" } };
  if (!isCaller(leg)) return { ok: false, problem: { kind: "read-only" } };
  if (edits.some(({ name }) => name.trim() === "")) return { ok: false, problem: { kind: "name-empty" } };
  const before = mapBytes(after(leg.attributes, []));
  const bytes = mapBytes(after(leg.attributes, edits));
  // Only what makes a too large map larger is refused.
  if (bytes > totalLimit && bytes > before) {
    return { ok: false, problem: { kind: "map-too-large", bytes, limit: totalLimit } };
  }
  const accepted: Edit[] = [];
  const settled: Edit[] = [];
  const conflicts: Edit[] = [];
  for (const edit of edits) {
    const reference = { server: valueOf(leg.attributes, edit.name), pending: pending(edit.name) };
    if (!isOpen(edit, reference)) settled.push(edit);
    else if (isInConflict(edit, reference)) conflicts.push(edit);
    else accepted.push(edit);
  }
  return { ok: true, accepted, settled, conflicts };
}

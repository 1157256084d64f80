import { baseBehind, type ChangeStatus } from "./change.ts";
import { type Draft, isInConflict, isOpen, referenceOf } from "./draft.ts";
import type { MergeRule } from "./reconcile.ts";

export type RowState = "saved" | "edited" | "saving" | "sent" | "conflict" | "failed";

export interface RowSources {
  /** The server's value; `null` where the attribute does not exist. */
  readonly server: string | null;
  readonly draft: Pick<Draft, "base" | "value"> | undefined;
  readonly change: { readonly status: ChangeStatus; readonly base: string | null; readonly value: string } | undefined;
  /** `ask` if it says nothing. */
  readonly rule?: MergeRule;
}

const stateOfChange: Record<ChangeStatus, RowState> = {
  waiting: "saving",
  sending: "saving",
  sent: "sent",
  unseen: "sent",
  failed: "failed",
  conflict: "conflict",
};

/** The state of one attribute's row: an open draft first, then one's own change on its way, else saved. */
export function rowState({ server, draft, change, rule = "ask" }: RowSources): RowState {
  const reference = referenceOf(server, change);
  if (draft && isOpen(draft, reference)) {
    const edit = { value: draft.value, base: baseBehind(draft.base, change) };
    return rule === "ask" && isInConflict(edit, reference) ? "conflict" : "edited";
  }
  return change ? stateOfChange[change.status] : "saved";
}

/** The text that the row shows. */
export function rowValue({ server, draft, change }: RowSources): string {
  return draft?.value ?? change?.value ?? server ?? "";
}

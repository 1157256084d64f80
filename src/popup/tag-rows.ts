import type { Rules } from "../attributes/policy/rules.ts";
import type { TagsPolicy } from "../attributes/tags-policy.ts";
import type { ShownCall } from "../protocol/published-state.ts";
import { type Leg, policed, type Policing, type Row } from "./rows.ts";

/** The tags of a call and the note beside them: attributes of the caller's leg like any other. */
export interface TagRows {
  readonly policy: TagsPolicy;
  readonly tags: Row;
  readonly note: Row;
}

/** What a call does not have yet. */
function emptyRow({ conversationId, participantId }: Leg, name: string, policing: Policing): Row {
  return {
    ...policed(name, policing),
    ...{ conversationId, participantId, name },
    ...{ server: null, kind: "string", base: null, draft: undefined, change: undefined },
    ...{ state: "saved", value: "", text: "", reference: "", tooLarge: false, problem: null },
  };
}

/** Shown on the caller's leg to whom the policy says; for everybody else they are rows of the list. */
export function findTagRows(
  policy: TagsPolicy | undefined,
  call: ShownCall | undefined,
  leg: Leg | undefined,
  rows: readonly Row[],
  rules: Rules,
): TagRows | undefined {
  if (!policy || !leg || leg.participantId !== call?.callerId || !policy.for.includes(call.role)) return undefined;
  const rowOf = (wanted: string): Row =>
    rows.find(({ name }) => name === wanted) ?? emptyRow(leg, wanted, { rules, role: call.role });
  return { policy, tags: rowOf(policy.attribute), note: rowOf(policy.noteAttribute) };
}

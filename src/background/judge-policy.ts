import type { Rules } from "../attributes/policy/rules.ts";
import type { Role } from "../attributes/role.ts";
import type { Edit } from "../protocol/commands.ts";
import type { Problem } from "../protocol/problem.ts";

interface Circumstances {
  readonly rules: Rules;
  readonly role: Role;
  /** Somebody types: a former value that is put back was good enough then. */
  readonly isTyped: boolean;
}

/** The first edit that the organization's policy forbids, whatever the page let the person do; `null` if there is none. */
export function policyProblem(edits: readonly Edit[], { rules, role, isTyped }: Circumstances): Problem | null {
  for (const { name, value } of edits) {
    if (rules.access(name, role) !== "edit") return { kind: "not-allowed", label: rules.labelOf(name) };
    const problem = isTyped ? rules.problemOf(name, value) : null;
    if (problem) return { kind: "invalid-value", label: rules.labelOf(name), problem };
  }
  return null;
}

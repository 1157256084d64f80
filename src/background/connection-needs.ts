import type { Policy } from "../attributes/policy/schema.ts";
import { isSupervisor } from "../genesys/role.ts";
import type { Dialect } from "../attributes/dialect.ts";
import { neededScopes } from "../protocol/scopes.ts";

/** Scopes that include another (genesys-platform-api.md 5.3 [DOC]). */
const asGood: Readonly<Record<string, readonly string[]>> = { "user-basic-info": ["users", "users:readonly"] };

export function missingScopes(found: readonly string[], dialect: Dialect): string[] {
  return neededScopes(dialect).filter(
    (scope) => ![scope, ...(asGood[scope] ?? [])].some((name) => found.includes(name)),
  );
}

/**
 * Permissions that this person lacks for what the policy lets them do (genesys-platform-api.md 1.1, 1.5). To read and edit the calls that one
 * is on takes none; who may monitor, coach or barge also looks at calls that they are not on.
 */
export function missingPermissions(found: readonly string[], policy: Policy): string[] {
  const supervises = isSupervisor({ permissions: found });
  const uses = (kind: Policy["sources"][number]["kind"]): boolean => policy.sources.some((rule) => rule.kind === kind);
  /** One of each is needed. */
  const needed = [
    supervises ? ["conversation:communication:view"] : [],
    uses("dataAction") ? ["integrations:action:execute", "bridge:actions:execute"] : [],
    uses("externalContacts") ? ["externalContacts:contact:view"] : [],
    supervises && policy.tags?.externalTag ? ["conversation:externalTag:edit"] : [],
  ];
  return needed.flatMap((oneOf) => (oneOf.some((name) => found.includes(name)) ? [] : oneOf.slice(0, 1)));
}

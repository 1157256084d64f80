import type { ShownPolicy } from "../attributes/policy/schema.ts";

/** What the organization decided, so that nobody can change it here. */
export function locksOf({ region, clientId, dialect }: Pick<ShownPolicy, "region" | "clientId" | "dialect">) {
  return { region: region ?? null, clientId: clientId ?? null, dialect: dialect ?? null };
}

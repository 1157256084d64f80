import { readPolicy } from "../attributes/policy/read-policy.ts";
import { createRules, type Rules } from "../attributes/policy/rules.ts";
import {
  type Finding,
  noPolicy,
  type Policy,
  type ShownPolicy,
  shownPolicySchema,
} from "../attributes/policy/schema.ts";
import { defaultTagsPolicy, type TagsPolicy } from "../attributes/tags-policy.ts";
import { regionDomains } from "../genesys/regions.ts";
import { readManagedPolicy } from "../platform/managed-policy.ts";
import type { Stored } from "../platform/stored.ts";

/** What the organization decided, as far as it can be applied. */
export interface PolicyKeeper {
  /** Reads it (anew). */
  restore(): Promise<void>;
  current(): Policy;
  /** The part that pages need. */
  shown(): ShownPolicy;
  /** Which tags there are, who gives them, and where they stand. */
  tags(): TagsPolicy;
  /** What is wrong with it, and what holds instead. */
  findings(): readonly Finding[];
  rules(): Rules;
}

export function createPolicy({ managed }: Pick<Stored, "managed">): PolicyKeeper {
  let policy = noPolicy;
  let shown = shownPolicySchema.parse(policy);
  let findings: readonly Finding[] = [];
  let rules = createRules(policy);
  return {
    async restore() {
      ({ policy, findings } = readPolicy(await readManagedPolicy(managed), regionDomains));
      shown = shownPolicySchema.parse(policy);
      rules = createRules(policy);
    },
    current: () => policy,
    shown: () => shown,
    tags: () => ({
      ...defaultTagsPolicy,
      ...policy.tags,
      values: policy.tags?.values ?? defaultTagsPolicy.values,
    }),
    findings: () => findings,
    rules: () => rules,
  };
}

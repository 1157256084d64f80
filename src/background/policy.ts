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
import { readItem, type Stored } from "../platform/stored.ts";
import { type Configuration, configurationKey, configurationSchema } from "../protocol/configuration.ts";

/** What the organization decided, as far as it can be applied. */
export interface PolicyKeeper {
  /** Reads it (anew). */
  restore(): Promise<void>;
  /** What a person imported; it holds where the organization decided nothing. */
  adopt(configuration: Configuration): Promise<void>;
  /** What was imported and what was rolled out, as it came. */
  configured(): Configuration;
  current(): Policy;
  /** The part that pages need. */
  shown(): ShownPolicy;
  /** Which tags there are, who gives them, and where they stand. */
  tags(): TagsPolicy;
  /** What is wrong with it, and what holds instead. */
  findings(): readonly Finding[];
  rules(): Rules;
}

/** They say together who sees and changes what: one that a person imports could unlock or show what another one of them decides. */
const accessKeys: readonly string[] = ["attributes", "unlisted", "tags"];

/** What the organization decided, and what a person imported where it decided nothing. */
function merged(own: Configuration, decided: Configuration): Configuration {
  const isAccessDecided = accessKeys.some((key) => Object.hasOwn(decided, key));
  const kept = Object.entries(own).filter(([key]) => !isAccessDecided || !accessKeys.includes(key));
  return { ...Object.fromEntries(kept), ...decided };
}

export function createPolicy({ managed, local }: Pick<Stored, "managed" | "local">): PolicyKeeper {
  let configured: Configuration = {};
  let policy = noPolicy;
  let shown = shownPolicySchema.parse(policy);
  let findings: readonly Finding[] = [];
  let rules = createRules(policy);
  let tags = defaultTagsPolicy;
  return {
    async adopt(configuration) {
      await local.set({ [configurationKey]: configuration });
      await this.restore();
    },
    configured: () => configured,
    async restore() {
      const own = await readItem(local, configurationKey, configurationSchema);
      configured = merged(own ?? {}, await readManagedPolicy(managed));
      ({ policy, findings } = readPolicy(configured, regionDomains));
      shown = shownPolicySchema.parse(policy);
      rules = createRules(policy);
      tags = { ...defaultTagsPolicy, ...policy.tags, values: policy.tags?.values ?? defaultTagsPolicy.values };
    },
    current: () => policy,
    shown: () => shown,
    tags: () => tags,
    findings: () => findings,
    rules: () => rules,
  };
}

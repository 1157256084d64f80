import type { Attribute } from "../attributes/attribute.ts";
import type { TagsPolicy } from "../attributes/tags-policy.ts";
import { putExternalTag } from "../genesys/external-tag.ts";
import type { Api } from "../genesys/user.ts";
import type { Problem } from "../protocol/problem.ts";

/** The tags once more, as the conversation's external tag, where the policy wants it. The attribute is what counts. */
export interface ExternalTag {
  /** Values of a leg were accepted by the server. */
  accepted(conversationId: string, values: readonly Attribute[]): Promise<void>;
  /** What kept the last one of a call from being set. */
  problem(conversationId: string | undefined): Problem | null;
  clear(): void;
}

interface ExternalTagParts {
  readonly api: Api;
  readonly tags: () => TagsPolicy;
}

export function createExternalTag({ api, tags }: ExternalTagParts, changed: () => Promise<void>): ExternalTag {
  let failed: { conversationId: string; problem: Problem } | undefined;
  return {
    async accepted(conversationId, values) {
      const { externalTag, attribute } = tags();
      const written = values.find(({ name }) => name === attribute);
      if (!externalTag || !written) return;
      const answer = await putExternalTag(api, conversationId, written.value);
      if (answer.ok && failed?.conversationId !== conversationId) return;
      failed = answer.ok ? undefined : { conversationId, problem: answer.error };
      await changed();
    },
    problem: (conversationId) => (failed && failed.conversationId === conversationId ? failed.problem : null),
    clear() {
      failed = undefined;
    },
  };
}

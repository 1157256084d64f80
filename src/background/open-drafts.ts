import { valueOf } from "../attributes/attribute.ts";
import { type Draft, isOpen } from "../attributes/draft.ts";
import { type MergeRule, rebased } from "../attributes/reconcile.ts";
import type { Conversation } from "../genesys/conversation.ts";
import type { User } from "../genesys/user.ts";
import { addingKeyPrefix, draftKey, draftKeyPrefix } from "../protocol/draft-key.ts";
import type { Leg } from "./change-record.ts";
import type { Drafts } from "./drafts.ts";
import type { Masks } from "./masks.ts";
import type { Outbox } from "./outbox.ts";
import type { Presence } from "./presence.ts";

/** What people typed and did not save, as it is in `storage.session` now. */
export interface OpenDrafts {
  all(): readonly Draft[];
  /** The legs for which something stands in "Add attribute", and has no name yet that a draft could have. */
  begun(): readonly Leg[];
  /** Reads them anew, after they were exchanged or saved. */
  reload(): Promise<void>;
  /** Items of `storage.session` changed: drafts among them are mirrored into the encrypted database. */
  changed(user: User | undefined, keys: readonly string[]): Promise<void>;
  /** Removes those that say what is there already. */
  sweep(conversation: Conversation): Promise<void>;
}

interface OpenDraftParts {
  readonly drafts: Drafts;
  readonly outbox: Outbox;
  readonly presence: Presence;
  readonly masks: Masks;
  readonly ruleOf: (name: string) => MergeRule;
}

export function createOpenDrafts({ drafts, outbox, presence, masks, ruleOf }: OpenDraftParts): OpenDrafts {
  let open: readonly Draft[] = [];
  let begun: readonly Leg[] = [];
  /** One after the other: a later state of a draft must not be overtaken by an earlier one. */
  let mirroring = Promise.resolve();

  async function reload(): Promise<void> {
    [open, begun] = await Promise.all([drafts.all(), drafts.begun()]);
    await removeMasked();
  }
  /**
   * Those that were saved as they stand and are masked from then on: a page cannot know that they are on their way, for it compares
   * what was typed with a stand-in.
   */
  async function removeMasked(): Promise<void> {
    const saved = open.filter((draft) => {
      const change = masks.isMasked(draft.name, draft.value) ? outbox.pending(draft, draft.name) : undefined;
      // Typed after that: then somebody is typing on.
      return change?.value === draft.value && draft.editedAt <= change.savedAt;
    });
    if (saved.length === 0) return;
    await drafts.removeSaved(saved.map((draft) => ({ key: draftKey(draft), value: draft.value })));
    open = open.filter((draft) => !saved.includes(draft));
  }
  async function mirror(user: User | undefined, keys: readonly string[]): Promise<void> {
    if (user) await drafts.mirror(user, keys);
    await reload();
  }

  return {
    all: () => open,
    begun: () => begun,
    reload,
    async changed(user, keys) {
      if (!keys.some((key) => key.startsWith(draftKeyPrefix) || key.startsWith(addingKeyPrefix))) return;
      // A write that fails (a full disk) must not end the mirroring of the next.
      mirroring = mirroring.catch(() => undefined).then(() => mirror(user, keys));
      await mirroring;
    },
    /**
     * A page that was closed before the answer to its save could not remove them. While a page is open it does so itself:
     * it alone knows whether somebody types on at this very moment.
     */
    async sweep({ id: conversationId, participants }) {
      if (presence.isViewOpen()) return;
      const settled = open.flatMap((draft) => {
        const leg = participants.find(
          ({ id }) => draft.conversationId === conversationId && id === draft.participantId,
        );
        if (!leg) return [];
        const reference = {
          server: valueOf(leg.attributes, draft.name),
          pending: outbox.pending(draft, draft.name)?.value,
        };
        const edit = rebased(draft, ruleOf(draft.name), reference);
        return edit && isOpen(edit, reference) ? [] : [{ key: draftKey(draft), value: draft.value }];
      });
      if (settled.length > 0) await drafts.removeSaved(settled);
    },
  };
}

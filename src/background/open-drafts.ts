import { valueOf } from "../attributes/attribute.ts";
import { isOnItsWay } from "../attributes/change.ts";
import { type Draft, isOpen, referenceOf } from "../attributes/draft.ts";
import { type MergeRule, rebased } from "../attributes/reconcile.ts";
import type { User } from "../genesys/user.ts";
import { addingKeyPrefix, draftKeyPrefix } from "../protocol/draft-key.ts";
import type { Calls } from "./calls.ts";
import { type ChangeRecord, isOf, type Leg } from "./change-record.ts";
import type { Drafts } from "./drafts.ts";
import type { Masks } from "./masks.ts";
import type { Outbox } from "./outbox.ts";
import type { BackgroundParts } from "./parts.ts";
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
  /** Removes those that say what is there on the call already. */
  sweep(conversationId: string): Promise<void>;
}

/** A page whose background ended is back at the next one after 0.1 to 0.4 s (`view-port.ts`); until then nobody knows of it here. */
const pagesAreBackAfter = 1_000;

interface OpenDraftParts extends Pick<BackgroundParts, "clock"> {
  readonly drafts: Drafts;
  readonly outbox: Outbox;
  readonly presence: Presence;
  readonly masks: Masks;
  readonly ruleOf: (name: string) => MergeRule;
  readonly calls: Pick<Calls, "get">;
}

export function createOpenDrafts({
  clock,
  drafts,
  outbox,
  presence,
  masks,
  ruleOf,
  calls,
}: OpenDraftParts): OpenDrafts {
  const pagesAreBackAt = clock.now() + pagesAreBackAfter;
  let open: readonly Draft[] = [];
  let begun: readonly Leg[] = [];
  /** One after the other: a later state of a draft must not be overtaken by an earlier one. */
  let mirroring = Promise.resolve();

  /** What may still be refused by the disk is a draft until it is not. */
  function changeOf(draft: Draft): ChangeRecord | undefined {
    return outbox.onDisk().findLast((change) => isOf(draft, change) && change.name === draft.name);
  }
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
      const change = masks.isMasked(draft.name, draft.value) ? changeOf(draft) : undefined;
      // Typed after that: then somebody is typing on.
      return change?.value === draft.value && isOnItsWay(change) && draft.editedAt <= change.savedAt;
    });
    if (saved.length === 0) return;
    await drafts.removeSaved(saved);
    open = open.filter((draft) => !saved.includes(draft));
  }
  async function mirror(user: User | undefined, keys: readonly string[]): Promise<void> {
    // What a full disk does not take is typed all the same, and is to be counted. The next life tries again.
    await drafts.mirror(user, keys).catch(() => undefined);
    await reload();
  }

  /**
   * A page that was closed before the answer to its save could not remove them. While a page is open it does so itself:
   * it alone knows whether somebody types on at this very moment.
   */
  async function sweep(conversationId: string): Promise<void> {
    if (presence.isViewOpen()) return;
    const wait = pagesAreBackAt - clock.now();
    if (wait > 0) {
      clock.after(wait, () => void sweep(conversationId));
      return;
    }
    const settled = open.filter((draft) => draft.conversationId === conversationId && isSettled(draft));
    if (settled.length > 0) await drafts.removeSaved(settled);
  }
  /** Does it say what is there, or on its way? Of a leg that is gone, nobody knows. */
  function isSettled(draft: Draft): boolean {
    const leg = calls.get(draft.conversationId)?.participants.find(({ id }) => id === draft.participantId);
    if (!leg) return false;
    const reference = referenceOf(valueOf(leg.attributes, draft.name), changeOf(draft));
    const edit = rebased(draft, ruleOf(draft.name), reference);
    return !edit || !isOpen(edit, reference);
  }

  return {
    all: () => open,
    begun: () => begun,
    reload,
    async changed(user, keys) {
      if (!keys.some((key) => key.startsWith(draftKeyPrefix) || key.startsWith(addingKeyPrefix))) return;
      // A read that fails must not end the mirroring of the next.
      mirroring = mirroring.catch(() => undefined).then(() => mirror(user, keys));
      await mirroring;
    },
    sweep,
  };
}

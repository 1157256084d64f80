import { isOnItsWay } from "../attributes/change.ts";
import { mergeTags, tagsIn, toggleTag } from "../attributes/tags.ts";
import { placeKey } from "../protocol/draft-key.ts";
import type { Discarding } from "./discarding.ts";
import type { DraftStore } from "./draft-store.ts";
import type { Notices } from "./notices.ts";
import type { Row } from "./rows.ts";
import type { Shown } from "./shown.ts";

interface Parts {
  readonly shown: Shown;
  readonly drafts: DraftStore;
  readonly discarding: Discarding;
  readonly notices: Notices;
}

/** What is there, or on its way: a toggle begins on it. */
function theirs({ server, change }: Row): string | null {
  return change && isOnItsWay(change) ? change.value : server;
}

/** The tags as the person wants them, with what others added and removed meanwhile. */
export function wantedTags(row: Row): string | null {
  const edit = row.draft ?? (row.change && !isOnItsWay(row.change) ? row.change : undefined);
  return edit ? mergeTags(edit, theirs(row)) : theirs(row);
}

/** Toggles are drafts like any other: written at once, sent by Save. */
export function createTagging({ shown, drafts, discarding, notices }: Parts) {
  async function toggle(tag: string): Promise<void> {
    const row = shown.tagging.value?.tags;
    if (!row || !shown.editable.value) return;
    notices.clear();
    const { conversationId, participantId, name } = row;
    const base = theirs(row);
    const value = toggleTag(wantedTags(row), tag);
    if (tagsIn(value).join() === tagsIn(base).join()) {
      drafts.remove([placeKey(row)]);
      if (row.change?.status === "failed") await discarding.dropChanges(row, [name]);
      return;
    }
    drafts.write({ conversationId, participantId, name, base, value });
    discarding.forget();
  }
  return {
    toggleTag: toggle,
    /** `index` from 0: the digit keys. */
    toggleTagAt: async (index: number): Promise<void> => {
      const tag = shown.tagging.value?.policy.values[index];
      if (tag) await toggle(tag.value);
    },
  };
}

import * as z from "zod/mini";
import { isOnItsWay } from "../../src/attributes/change.ts";
import { toggleTag } from "../../src/attributes/tags.ts";
import { replacedSchema } from "../../src/background/last-save.ts";
import type { Row } from "../../src/popup/rows.ts";
import type { PopupState } from "../../src/popup/state.ts";
import { wantedTags } from "../../src/popup/tagging.ts";
import type { Ledger, Place } from "./ledger.ts";
import { predefinedTags, tagsName, togglesOf } from "./tags.ts";

type Named = Pick<Place, "name">;
type Leg = Omit<Place, "name">;
/** The save that an Undo takes back, as `storage.session` has it. */
const lastSaveSchema = z.object({ id: z.number(), edits: z.array(replacedSchema) });

export function isTagList({ name }: Named): boolean {
  return name === tagsName;
}

/** What the person does to tags by the popup, and what they remember of it. */
export function createTagHand(now: () => number, lastSave: () => unknown) {
  return {
    toggle(popup: PopupState, { tags }: Ledger, index: number): void {
      const tag = predefinedTags[index];
      const row = popup.shown.tagging.value?.tags;
      if (!row || tag === undefined || !popup.shown.editable.value) return;
      const base = row.change && isOnItsWay(row.change) ? row.change.value : row.server;
      const value = toggleTag(wantedTags(row), tag);
      const toggles = togglesOf({ base, value });
      tags.drafts(row, toggles, now());
      // Of what was refused, the draft holds what is wanted still. The rest goes with the next save, or at once.
      if (row.change?.status === "failed") {
        const dropped = this.named(row.change).filter((one) => !toggles.some((toggle) => toggle.tag === one));
        tags.wavers(row, dropped, now());
      }
      void popup.toggleTag(tag);
    },
    named: (change: { base: string | null; value: string }): string[] => togglesOf(change).map(({ tag }) => tag),
    hands({ tags }: Ledger, leg: Leg, edit: { base: string | null; value: string }): void {
      tags.hands(leg, togglesOf(edit), now());
    },
    discards({ tags }: Ledger, row: Row): void {
      tags.drafts(row, [], now());
      if (row.change?.status === "failed") tags.wavers(row, this.named(row.change), now());
    },
    /** By Undo of a discard, which makes a draft of what was refused too. */
    restores({ tags }: Ledger, row: Row): void {
      tags.drafts(row, togglesOf({ base: row.draft ? row.draft.base : row.base, value: row.value }), now());
    },
    /** By Undo of a save; which tags those were, only Calltag knows: it merged the list. */
    takesBack({ tags }: Ledger, leg: Leg, id: number): void {
      const { success, data } = lastSaveSchema.safeParse(lastSave());
      const edit = success && data.id === id ? data.edits.find(isTagList) : undefined;
      tags.wavers(leg, edit && this.named({ base: edit.before, value: edit.after }), now());
    },
  };
}

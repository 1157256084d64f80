import * as z from "zod/mini";
import { readItem } from "../platform/stored.ts";
import { type ChangeRecord, isOf, type Leg, type SavedEdit } from "./change-record.ts";
import type { BackgroundParts } from "./parts.ts";

const lastSaveKey = "last-save";
/** One value that was saved. `before`: what stood there when the person saved; `null` if the attribute did not exist. */
export const replacedSchema = z.object({
  name: z.string(),
  before: z.nullable(z.string()),
  after: z.string(),
  /** Saved along with a tag; taken back with it, without a word. */
  isStamp: z._default(z.boolean(), false),
});
export type Replaced = z.infer<typeof replacedSchema>;

const lastSaveSchema = z.object({
  /** Another one for every save: an Undo means the save that was on screen, not one that came meanwhile. */
  id: z.number(),
  conversationId: z.string(),
  participantId: z.string(),
  edits: z.array(replacedSchema),
});
type SavedTogether = z.infer<typeof lastSaveSchema>;

/** The last save, to be undone: in memory only, for as long as its call. */
export interface LastSave {
  restore(): Promise<void>;
  current(): SavedTogether | undefined;
  /** From now on, or until what it answers with says that it came to nothing; `keep` writes it down for a later life. */
  remember(leg: Leg, edits: Replaced[]): () => void;
  keep(): Promise<void>;
  /** What was refused never stood at the server: an Undo of the change that was saved behind it leads to what did. */
  rebase(heir: ChangeRecord, refused: readonly ChangeRecord[]): void;
  forget(): Promise<void>;
}

export function createLastSave({ clock, stored }: Pick<BackgroundParts, "clock" | "stored">): LastSave {
  let last: SavedTogether | undefined;
  let lastId = 0;
  return {
    async restore() {
      last = await readItem(stored.session, lastSaveKey, lastSaveSchema);
      lastId = last?.id ?? 0;
    },
    current: () => last,
    remember({ conversationId, participantId }, edits) {
      lastId = Math.max(clock.now(), lastId + 1);
      const [before, id] = [last, lastId];
      last = { id, conversationId, participantId, edits };
      return () => {
        if (last?.id === id) last = before;
      };
    },
    async keep() {
      if (last) await stored.session.set({ [lastSaveKey]: last });
    },
    rebase(heir, refused) {
      if (!last || !isOf(last, heir)) return;
      const isMeant = ({ name, before, after }: Replaced): boolean =>
        name === heir.name && after === heir.value && refused.some(({ value }) => value === before);
      if (!last.edits.some(isMeant)) return;
      last = { ...last, edits: last.edits.map((edit) => (isMeant(edit) ? { ...edit, before: heir.base } : edit)) };
      this.keep().catch(() => undefined); // A full memory: for this life it is known.
    },
    async forget() {
      last = undefined;
      await stored.session.remove([lastSaveKey]);
    },
  };
}

/** What writes the former values back. There is no way to delete an attribute: what did not exist is cleared (product.md). */
export function undoing(edits: readonly Replaced[]): SavedEdit[] {
  return edits.map(({ name, before, after }) => ({
    name,
    value: before ?? "",
    base: after,
    isRemoval: before === null,
  }));
}

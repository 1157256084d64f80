import * as z from "zod/mini";
import { readItem, type Stored } from "../platform/stored.ts";
import type { Edit } from "../protocol/commands.ts";
import type { Leg } from "./change-record.ts";

const lastSaveKey = "last-save";
const lastSaveSchema = z.object({
  conversationId: z.string(),
  participantId: z.string(),
  /** `before`: what stood there when the person saved; `null` if the attribute did not exist. */
  edits: z.array(z.object({ name: z.string(), before: z.nullable(z.string()), after: z.string() })),
});
type SavedTogether = z.infer<typeof lastSaveSchema>;

/** The last save, to be undone: in memory only, for as long as its call. */
export interface LastSave {
  restore(): Promise<void>;
  current(): SavedTogether | undefined;
  remember(leg: Leg, edits: SavedTogether["edits"]): Promise<void>;
  forget(): Promise<void>;
}

export function createLastSave(stored: Stored): LastSave {
  let last: SavedTogether | undefined;
  return {
    async restore() {
      last = await readItem(stored.session, lastSaveKey, lastSaveSchema);
    },
    current: () => last,
    async remember({ conversationId, participantId }, edits) {
      last = { conversationId, participantId, edits };
      await stored.session.set({ [lastSaveKey]: last });
    },
    async forget() {
      last = undefined;
      await stored.session.remove([lastSaveKey]);
    },
  };
}

/** What writes the former values back. There is no way to delete an attribute: what did not exist is cleared (product.md). */
export function undoing({ edits }: SavedTogether): Edit[] {
  return edits.map(({ name, before, after }) => ({ name, value: before ?? "", base: after }));
}

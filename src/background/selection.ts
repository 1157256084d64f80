import * as z from "zod/mini";
import { readItem, type Stored } from "../platform/stored.ts";

const selectionKey = "selection";
const selectionSchema = z.object({
  picked: z.nullable(z.string()),
  shown: z.nullable(z.string()),
  pickedOver: z.nullable(z.string()),
});
const nothing: z.infer<typeof selectionSchema> = { picked: null, shown: null, pickedOver: null };

/** Which call is on screen, one for all windows: what the person picked, and what is shown. */
export interface Selection {
  restore(): Promise<void>;
  picked(): string | undefined;
  /** The call of the page that was in front at the choice: it does not take the choice back. */
  pickedOver(): string | undefined;
  shown(): string | undefined;
  pick(conversationId: string, pageInFront: string | null): Promise<void>;
  /** `isPickLive`: a choice ends with its call. */
  show(conversationId: string | undefined, isPickLive: boolean): Promise<void>;
  clear(): Promise<void>;
}

export function createSelection(stored: Stored): Selection {
  let current = nothing;
  async function keep(next: z.infer<typeof selectionSchema>): Promise<void> {
    if (JSON.stringify(next) === JSON.stringify(current)) return;
    current = next;
    await stored.session.set({ [selectionKey]: next });
  }
  return {
    async restore() {
      current = (await readItem(stored.session, selectionKey, selectionSchema)) ?? current;
    },
    picked: () => current.picked ?? undefined,
    shown: () => current.shown ?? undefined,
    pickedOver: () => current.pickedOver ?? undefined,
    pick: (conversationId, pageInFront) =>
      keep({ picked: conversationId, shown: conversationId, pickedOver: pageInFront }),
    show: (conversationId, isPickLive) => keep({ ...(isPickLive ? current : nothing), shown: conversationId ?? null }),
    clear: () => keep(nothing),
  };
}

import * as z from "zod/mini";
import { readItem, type Stored } from "../platform/stored.ts";

const selectionKey = "selection";
const selectionSchema = z.object({ picked: z.nullable(z.string()), shown: z.nullable(z.string()) });

/** Which call is on screen, one for all windows: what the person picked, and what is shown. */
export interface Selection {
  restore(): Promise<void>;
  picked(): string | undefined;
  shown(): string | undefined;
  pick(conversationId: string): Promise<void>;
  show(conversationId: string | undefined): Promise<void>;
  clear(): Promise<void>;
}

export function createSelection(stored: Stored): Selection {
  let current: z.infer<typeof selectionSchema> = { picked: null, shown: null };
  async function keep(next: z.infer<typeof selectionSchema>): Promise<void> {
    if (next.picked === current.picked && next.shown === current.shown) return;
    current = next;
    await stored.session.set({ [selectionKey]: next });
  }
  return {
    async restore() {
      current = (await readItem(stored.session, selectionKey, selectionSchema)) ?? current;
    },
    picked: () => current.picked ?? undefined,
    shown: () => current.shown ?? undefined,
    pick: (conversationId) => keep({ picked: conversationId, shown: conversationId }),
    show: (conversationId) =>
      keep({
        picked: current.picked === conversationId ? current.picked : null,
        shown: conversationId ?? null,
      }),
    clear: () => keep({ picked: null, shown: null }),
  };
}

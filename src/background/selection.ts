import * as z from "zod/mini";
import { readItem, type Stored } from "../platform/stored.ts";

const selectionKey = "selection";
const selectionSchema = z.object({
  picked: z.nullable(z.string()),
  shown: z.nullable(z.string()),
  pickedOver: z.nullable(z.string()),
  among: z._default(z.nullable(z.array(z.string())), null),
});
const nothing: z.infer<typeof selectionSchema> = { picked: null, shown: null, pickedOver: null, among: null };

interface Pick {
  readonly conversationId: string;
  readonly pageInFront: string | null;
  readonly among: readonly string[] | null;
}

/** Which call is on screen, one for all windows: what the person picked, and what is shown. */
export interface Selection {
  restore(): Promise<void>;
  picked(): string | undefined;
  /** The call of the page that was in front at the choice: it does not take the choice back. */
  pickedOver(): string | undefined;
  /** Where the choice is a call that was over already: the calls that were not. One that comes to them takes the choice back. */
  pickedAmong(): readonly string[] | undefined;
  shown(): string | undefined;
  pick(choice: Pick): Promise<void>;
  show(conversationId: string | undefined, isPickKept: boolean): Promise<void>;
  /** Takes the choice back. */
  unpick(): Promise<void>;
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
    pickedAmong: () => current.among ?? undefined,
    pick: ({ conversationId, pageInFront, among }) =>
      keep({ picked: conversationId, shown: conversationId, pickedOver: pageInFront, among: among && [...among] }),
    show: (conversationId, isPickKept) => keep({ ...(isPickKept ? current : nothing), shown: conversationId ?? null }),
    unpick: () => keep({ ...nothing, shown: current.shown }),
    clear: () => keep(nothing),
  };
}

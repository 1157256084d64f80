import { computed, signal } from "@preact/signals";
import * as z from "zod/mini";
import type { StoredArea } from "../platform/stored.ts";
import type { Row } from "./rows.ts";

/** How a person looks at many attributes: names of them, and no values. */
const viewSchema = z.object({
  /** Names of attributes that stand first. */
  pins: z.array(z.string()),
  grouping: z.enum(["policy", "prefix", "none"]),
  hideEmpty: z.boolean(),
  onlyChanged: z.boolean(),
  /** Keys of groups that are folded. */
  folded: z.array(z.string()),
  /** What is neither pinned nor in a group of the policy stands folded below those until someone opens it. */
  restOpen: z._default(z.boolean(), false),
});
export type View = z.infer<typeof viewSchema>;
export const plainView: View = {
  pins: [],
  grouping: "policy",
  hideEmpty: false,
  onlyChanged: false,
  folded: [],
  restOpen: false,
};

/** The group of what has none, below groups or pins. */
export const restKey = "rest";

const viewKeyPrefix = "view/";

function toggled(all: readonly string[], one: string): string[] {
  return all.includes(one) ? all.filter((other) => other !== one) : [...all, one];
}

/** Remembered for each person, on this computer. */
export function createView(area: Pick<StoredArea, "get" | "set">) {
  const kept = signal(plainView);
  /** Seen instead, for as long as the page is open: somebody was led to a row that was out of sight. */
  const unfolded = signal<Omit<View, "pins" | "grouping"> | null>(null);
  const view = computed<View>(() => ({ ...kept.value, ...unfolded.value }));
  let key = "";

  function hold(item: unknown): void {
    kept.value = viewSchema.safeParse(item).data ?? plainView;
  }
  /** `own`: what of it is kept. */
  function change(some: Partial<View>, own = some): void {
    const { hideEmpty, onlyChanged, folded, restOpen } = { ...view.value, ...some };
    if (unfolded.value) unfolded.value = { hideEmpty, onlyChanged, folded, restOpen };
    kept.value = { ...kept.value, ...own };
    // Not kept, it holds for as long as the page is open.
    if (key !== "") area.set({ [key]: kept.value }).catch(() => undefined);
  }
  return {
    view,
    unfold(): void {
      unfolded.value = { hideEmpty: false, onlyChanged: false, folded: [], restOpen: true };
    },
    changed(changes: Record<string, { newValue?: unknown }>): void {
      const own = changes[key];
      if (own) hold(own.newValue);
    },
    /** Whose view it is from now on. */
    async restore(owner: string): Promise<void> {
      const wanted = viewKeyPrefix + owner;
      key = wanted;
      unfolded.value = null;
      const items = await area.get([wanted]);
      if (key === wanted) hold(items[wanted]);
    },
    actions: {
      /** The row whose menu is open, and where: pixels from the top. */
      rowMenu: signal<{ row: Row; top: number } | null>(null),
      changeView: change,
      pin: (name: string): void => {
        change({ pins: toggled(view.value.pins, name) });
      },
      fold: (group: string): void => {
        if (group === restKey) {
          change({ restOpen: !view.value.restOpen });
          return;
        }
        const folded = toggled(view.value.folded, group);
        const others = kept.value.folded.filter((other) => other !== group);
        change({ folded }, { folded: folded.includes(group) ? [...others, group] : others });
      },
    },
  };
}

import { computed, type ReadonlySignal } from "@preact/signals";
import { message } from "../platform/i18n.ts";
import { problemText } from "../platform/problem-text.ts";
import { sendCommand } from "../platform/send-command.ts";
import type { ReplyValue } from "../protocol/commands.ts";
import type { PublishedState } from "../protocol/published-state.ts";
import type { Discarding } from "./discarding.ts";
import type { DraftStore } from "./draft-store.ts";
import type { Notices } from "./notices.ts";
import { belongsTo } from "./rows.ts";
import type { Shown } from "./shown.ts";

interface Parts {
  readonly published: ReadonlySignal<PublishedState | undefined>;
  readonly shown: Shown;
  readonly discarding: Discarding;
  readonly drafts: Pick<DraftStore, "owner">;
  readonly notices: Notices;
  readonly reread: () => Promise<void>;
}

/** What came of an Undo. What somebody wrote after the save stays: only the person may decide over it. */
export function tellUndone(
  notices: Notices,
  { accepted, conflicts }: ReplyValue<"undo-save">,
  labelOf: (name: string) => string,
): void {
  if (accepted.length > 0) notices.say(message("undoneNames", accepted.map(labelOf).join(", ")));
  if (accepted.length === 0 && conflicts.length === 0) notices.say(message("nothingUndone"));
  if (conflicts.length > 0)
    notices.fail({ text: message("notUndone", conflicts.map(labelOf).join(", ")), correlationId: undefined });
}

export type Undoable = { kind: "discard" } | { kind: "save"; id: number; names: readonly string[] };

/** What was done last and can be taken back: a discard until the next edit, else the last save to the participant shown. */
export function createUndo({ published, shown, drafts, discarding, notices, reread }: Parts) {
  const undoable = computed<Undoable | null>(() => {
    if (discarding.restorable.value) return { kind: "discard" };
    const last = published.value?.undo;
    const leg = shown.leg.value;
    return last && leg && shown.editable.value && belongsTo(leg, last)
      ? { kind: "save", id: last.id, names: last.names }
      : null;
  });
  let underWay = false;

  async function undoSave(id: number): Promise<void> {
    const leg = shown.leg.value;
    if (!leg || underWay) return;
    underWay = true;
    notices.clear();
    const reply = await sendCommand("undo-save", { ...leg, owner: drafts.owner(), id });
    underWay = false;
    if (!reply.ok) {
      notices.fail(problemText(reply.error));
      return;
    }
    await reread();
    tellUndone(notices, reply.value, shown.labelOf);
  }

  return {
    undoable,
    undo: async (): Promise<void> => {
      const target = undoable.value;
      if (target?.kind === "discard") discarding.restore();
      else if (target) await undoSave(target.id);
    },
  };
}

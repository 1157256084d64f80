import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { type Draft, isOpen } from "../attributes/draft.ts";
import { message } from "../platform/i18n.ts";
import { problemText } from "../platform/problem-text.ts";
import { sendCommand } from "../platform/send-command.ts";
import { draftKey } from "../protocol/draft-key.ts";
import type { DraftStore } from "./draft-store.ts";
import type { Notices } from "./notices.ts";
import { belongsTo, type Leg, type Row } from "./rows.ts";
import type { Shown } from "./shown.ts";

interface Parts {
  readonly shown: Shown;
  readonly drafts: DraftStore;
  readonly notices: Notices;
}

type Restorable = Omit<Draft, "editedAt">;

/** What a person does to attributes short of saving: typing, reverting, adding, deciding, discarding, and taking that back. */
export function createEditing({ shown, drafts, notices }: Parts) {
  const discarded = signal<readonly Restorable[]>([]);
  const undoable: ReadonlySignal<boolean> = computed(() => {
    const leg = shown.leg.value;
    return leg !== undefined && discarded.value.some((draft) => belongsTo(leg, draft));
  });

  function put(draft: Restorable): void {
    drafts.write(draft);
    discarded.value = [];
  }
  async function discardChanges(leg: Leg, names: readonly string[]): Promise<void> {
    if (names.length === 0) return;
    const { conversationId, participantId } = leg;
    const reply = await sendCommand("discard", { conversationId, participantId, names: [...names] });
    if (!reply.ok) notices.fail(problemText(reply.error, "kept"));
  }
  function revert(row: Row): void {
    drafts.remove([draftKey(row)]);
  }

  return {
    undoable,
    revert,
    /** `base` is the value from which the edit began: what stood in the field when the person came to it. */
    type: (row: Row, value: string, base: string | null): void => {
      const draft = { ...legOf(row), name: row.name, value, base: row.draft ? row.draft.base : base };
      const untouched = row.change === undefined && value === draft.base;
      if (!untouched && isOpen(draft, { server: row.server, pending: row.change?.value })) put(draft);
      else revert(row);
      notices.clear();
    },
    add: (name: string, value: string): void => {
      const leg = shown.leg.value;
      if (!leg) return;
      put({ ...legOf(leg), name, value, base: null });
      shown.wantedFocus.value = name;
    },
    keepMine: async (row: Row): Promise<void> => {
      notices.clear();
      // First the draft, then the command: between the two nothing may be lost.
      put({ ...legOf(row), name: row.name, base: row.server, value: row.value });
      if (!row.draft && row.change) await discardChanges(row, [row.name]);
      shown.wantedFocus.value = row.name;
    },
    takeTheirs: async (row: Row): Promise<void> => {
      notices.clear();
      shown.wantedFocus.value = row.name;
      if (row.draft) revert(row);
      else await discardChanges(row, [row.name]);
    },
    discardAll: async (): Promise<void> => {
      const leg = shown.leg.value;
      const rows = shown.rows.value.filter(({ draft, state }) => draft !== undefined || state === "failed");
      if (!leg || rows.length === 0) return;
      discarded.value = rows.map((row) => ({
        ...legOf(row),
        name: row.name,
        value: row.value,
        base: row.draft ? row.draft.base : row.server,
      }));
      drafts.remove(rows.flatMap((row) => (row.draft ? [draftKey(row)] : [])));
      notices.clear();
      notices.say(rows.length === 1 ? message("discardedOne") : message("discardedMany", rows.length));
      await discardChanges(
        leg,
        rows.filter(({ change }) => change?.status === "failed").map(({ name }) => name),
      );
    },
    undo: (): void => {
      const back = discarded.value;
      for (const draft of back) drafts.write(draft);
      discarded.value = [];
      notices.say(back.length === 1 ? message("restoredOne") : message("restoredMany", back.length));
    },
  };
}

function legOf({ conversationId, participantId }: Leg): Leg {
  return { conversationId, participantId };
}

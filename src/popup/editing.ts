import { baseBehind } from "../attributes/change.ts";
import { isOpen } from "../attributes/draft.ts";
import { placeKey } from "../protocol/draft-key.ts";
import type { Discarding, Restorable } from "./discarding.ts";
import type { DraftStore } from "./draft-store.ts";
import type { Notices } from "./notices.ts";
import type { Leg, Row } from "./rows.ts";
import type { Shown } from "./shown.ts";

interface Parts {
  readonly shown: Shown;
  readonly drafts: DraftStore;
  readonly discarding: Discarding;
  readonly notices: Notices;
}

/** What a person does to attributes short of saving: typing, reverting, adding, deciding, discarding. */
export function createEditing({ shown, drafts, discarding, notices }: Parts) {
  function put(draft: Restorable): void {
    drafts.write(draft);
    discarding.forget();
  }
  function revert(row: Row): void {
    drafts.remove([placeKey(row)]);
  }

  const actions = {
    revert,
    /** `base` is the value from which the edit began: what stood in the field when the person came to it. */
    type: (row: Row, value: string, base: string | null): void => {
      const draft = { ...legOf(row), name: row.name, value, base: row.draft ? row.draft.base : base };
      // A listed attribute that the call lacks has an empty row: emptied again, nothing was typed.
      const begunOn = row.rule ? (draft.base ?? "") : draft.base;
      const untouched = row.change === undefined && value === begunOn;
      if (!untouched && isOpen(draft, { server: row.server, pending: row.change?.value })) put(draft);
      else revert(row);
      notices.clear();
    },
    /** What was typed there before is not lost by it. */
    typeOver: (row: Row, value: string): void => {
      actions.type(row, value, row.base);
      if (row.draft) discarding.replace(row.draft, value);
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
      if (!row.draft && row.change) await discarding.dropChanges(row, [row.name]);
      shown.wantedFocus.value = row.name;
    },
    takeTheirs: async (row: Row): Promise<void> => {
      notices.clear();
      shown.wantedFocus.value = row.name;
      if (row.draft) revert(row);
      else await discarding.dropChanges(row, [row.name]);
    },
    discardAll: async (): Promise<void> => {
      const leg = shown.leg.value;
      const rows = shown.rows.value.filter(({ draft, state }) => draft !== undefined || state === "failed");
      if (!leg || rows.length === 0) return;
      discarding.discard(
        rows.map((row) => ({
          ...legOf(row),
          name: row.name,
          value: row.value,
          base: row.draft ? baseBehind(row.draft.base, row.change) : row.base,
        })),
      );
      await discarding.dropChanges(
        leg,
        rows.filter(({ change }) => change?.status === "failed").map(({ name }) => name),
      );
    },
  };
  return actions;
}

function legOf({ conversationId, participantId }: Leg): Leg {
  return { conversationId, participantId };
}

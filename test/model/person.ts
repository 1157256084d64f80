import { isOpen } from "../../src/attributes/draft.ts";
import { placeKey } from "../../src/protocol/draft-key.ts";
import type { Row } from "../../src/popup/rows.ts";
import type { PopupState } from "../../src/popup/state.ts";
import type { TextKind } from "./actions.ts";
import { type Ledger, mean, takeBack } from "./ledger.ts";
import { createTagHand, isTagList } from "./tag-hand.ts";

const addedNames = ["Tier", "constructor", " note"];

/**
 * What a person does in the popup. The popup's own modules do it; here stand only their hands, what they remember of it (the
 * ledger), and what `attribute-field.tsx` keeps: the value that stood in the field when they came to it.
 */
export function createPerson(
  ledgerOf: (userName: string) => Ledger,
  now: () => number,
  /** What `storage.session` has of the last save. */
  lastSave: () => unknown,
) {
  const tagging = createTagHand(now, lastSave);
  let focused: { key: string; text: string; base: string | null } | undefined;
  let typed = 0;
  let discarded: { row: Row; text: string; base: string | null }[] = [];

  function ledger(popup: PopupState): Ledger | undefined {
    const account = popup.published.value?.account;
    return account?.status === "signed-in" ? ledgerOf(account.userName) : undefined;
  }
  /** Tags are toggled, in a place of their own. */
  function rowAt(popup: PopupState, index: number): Row | undefined {
    const rows = popup.shown.rows.value.filter((row) => !isTagList(row));
    return rows[index % Math.max(1, rows.length)];
  }
  function textFor(kind: TextKind, row: Pick<Row, "draft" | "base" | "server">): string {
    typed += 1;
    switch (kind) {
      case "own":
        return `t${typed}`;
      case "empty":
        return "";
      case "base":
        return (row.draft ? row.draft.base : row.base) ?? "";
      case "server":
        return row.server ?? "";
      case "lines":
        return `t${typed}\r\n two \n`;
      case "foreign":
        return `t${typed} ☎️ 名前 \u202bשלום "\\`;
      case "long":
        return `t${typed} ${"x".repeat(10_100)}`;
    }
  }

  return {
    focus(popup: PopupState, index: number): void {
      const row = rowAt(popup, index);
      focused = row && { key: placeKey(row), text: row.reference, base: row.base };
    },
    type(popup: PopupState, index: number, kind: TextKind): void {
      const book = ledger(popup);
      const row = rowAt(popup, index);
      if (!book || !row || !popup.shown.editable.value) return;
      const isSeen = focused?.key === placeKey(row) && !row.change && !row.draft;
      const base = isSeen && focused ? focused.base : row.base;
      focused = { key: placeKey(row), text: row.reference, base };
      const text = textFor(kind, row);
      const draft = { text, base: row.draft ? row.draft.base : base };
      // Back to what stood there, or to what is there now: then there is no edit any more.
      const isUntouched = row.change === undefined && text === draft.base;
      const isEdit = !isUntouched && isOpen({ value: text }, { server: row.server, pending: row.change?.value });
      mean(book.at(row, now()), isEdit ? draft : undefined);
      if (isEdit) discarded = [];
      popup.type(row, text, base);
    },
    add(popup: PopupState, index: number, kind: TextKind): void {
      const book = ledger(popup);
      const leg = popup.shown.leg.value;
      const name = addedNames[index];
      if (!book || !leg || name === undefined || !popup.shown.editable.value) return;
      // The dialog refuses a name that is there.
      if (popup.shown.rows.value.some((row) => row.name === name)) return;
      const text = textFor(kind, { draft: undefined, base: null, server: null });
      mean(book.at({ ...leg, name }, now()), { text, base: null });
      discarded = [];
      popup.add(name, text);
    },
    toggleTag(popup: PopupState, index: number): void {
      const book = ledger(popup);
      if (!book) return;
      discarded = [];
      tagging.toggle(popup, book, index);
    },
    revert(popup: PopupState, index: number): void {
      const row = rowAt(popup, index);
      if (!row?.draft) return;
      const entry = ledger(popup)?.at(row, now());
      if (entry) entry.draft = undefined;
      popup.revert(row);
    },
    save(popup: PopupState, index?: number): void {
      const book = ledger(popup);
      const one = index === undefined ? undefined : rowAt(popup, index);
      if (!book || !popup.shown.editable.value || (index !== undefined && !one)) return;
      for (const { draft, state, ...place } of one ? [one] : popup.shown.edited.value)
        if (draft && state === "edited")
          if (isTagList(place)) tagging.hands(book, place, draft);
          else book.at(place, now()).handed.push({ text: draft.value, base: draft.base });
      void (one ? popup.saveRow(one) : popup.saveAll());
    },
    tryAgain(popup: PopupState, index: number): void {
      const failed = popup.shown.rows.value.filter(({ state }) => state === "failed");
      const row = failed[index % Math.max(1, failed.length)];
      const book = ledger(popup);
      if (!row?.change || !book) return;
      // A list is tried against what it began on, a text against what is there now.
      if (isTagList(row)) tagging.hands(book, row, row.change);
      else book.at(row, now()).handed.push({ text: row.change.value, base: row.server });
      void popup.tryAgain(row);
    },
    keepMine(popup: PopupState, index: number): void {
      const conflicts = popup.shown.rows.value.filter(({ state }) => state === "conflict");
      const row = conflicts[index % Math.max(1, conflicts.length)];
      const entry = row && ledger(popup)?.at(row, now());
      if (!row || !entry) return;
      mean(entry, { text: row.value, base: row.server });
      // The change is withdrawn, its text is typed text again.
      if (!row.draft && row.change) entry.saved = undefined;
      discarded = [];
      void popup.keepMine(row);
    },
    takeTheirs(popup: PopupState, index: number): void {
      const conflicts = popup.shown.rows.value.filter(({ state }) => state === "conflict");
      const row = conflicts[index % Math.max(1, conflicts.length)];
      const entry = row && ledger(popup)?.at(row, now());
      if (!row || !entry) return;
      entry.draft = undefined;
      if (!row.draft && row.change) entry.mayBeGone.add(row.change.value);
      void popup.takeTheirs(row);
    },
    discardAll(popup: PopupState): void {
      const book = ledger(popup);
      if (!book || !popup.shown.leg.value) return;
      const rows = popup.shown.rows.value.filter(({ draft, state }) => draft !== undefined || state === "failed");
      if (rows.length === 0) return;
      discarded = rows.map((row) => ({ row, text: row.value, base: row.draft ? row.draft.base : row.server }));
      for (const row of rows.filter(isTagList)) tagging.discards(book, row);
      for (const row of rows.filter((one) => !isTagList(one))) {
        const entry = book.at(row, now());
        entry.draft = undefined;
        if (row.change?.status !== "failed") continue;
        // Also the text before the person's eyes, if it was saved so shortly before that what was refused still stands there.
        entry.mayBeGone.add(row.change.value).add(row.value);
        // What comes back by an Undo is typed text, and may be typed over.
        if (entry.saved?.text === row.change.value) entry.saved = undefined;
      }
      void popup.discardAll();
    },
    /** Of the last discard, else of the last save, whose values before become a save of their own. */
    undo(popup: PopupState): void {
      const book = ledger(popup);
      const undoable = popup.undoable.value;
      const leg = popup.shown.leg.value;
      if (!book || !leg || !undoable) return;
      if (undoable.kind === "discard") {
        for (const { row, text, base } of discarded)
          if (isTagList(row)) tagging.restores(book, row);
          else mean(book.at(row, now()), { text, base });
        discarded = [];
      } else
        for (const name of undoable.names) {
          if (isTagList({ name })) {
            tagging.takesBack(book, leg, undoable.id);
            continue;
          }
          const entry = book.at({ ...leg, name }, now());
          const row = popup.shown.rows.value.find((one) => one.name === name);
          // The answer to the save never came, but the page shows it as saved by now.
          if (entry.draft && !row?.draft && row?.reference === entry.draft.text) {
            entry.saved = entry.draft;
            entry.draft = undefined;
          }
          takeBack(entry);
          // Typed back to what stood there, over a save that had not left: without it that is no edit any more.
          if (entry.draft && entry.draft.text === row?.server && row.change?.status === "waiting")
            entry.mayBeGone.add(entry.draft.text);
        }
      void popup.undo();
    },
    signOut(popup: PopupState): void {
      const book = ledger(popup);
      if (!book) return;
      book.leaves();
      discarded = [];
      void popup.signOut(false);
    },
    /** The page is gone, and what it alone remembered with it. */
    popupClosed(): void {
      focused = undefined;
      discarded = [];
    },
  };
}
export type Person = ReturnType<typeof createPerson>;

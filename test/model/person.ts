import { isOnItsWay } from "../../src/attributes/change.ts";
import { isOpen } from "../../src/attributes/draft.ts";
import { draftKey } from "../../src/protocol/draft-key.ts";
import type { Row } from "../../src/popup/rows.ts";
import type { PopupState } from "../../src/popup/state.ts";
import { wantedTags } from "../../src/popup/tagging.ts";
import type { TextKind } from "./actions.ts";
import { type Ledger, type Meant, mean, type Place, takeBack } from "./ledger.ts";
import { meantPlaces, predefinedTags, stateIn, tagPlace, tagsName } from "./tags.ts";

const addedNames = ["Tier", "constructor", " note"];

/**
 * What a person does in the popup. The popup's own modules do it; here stand only their hands, what they remember of it (the
 * ledger), and what `attribute-field.tsx` keeps: the value that stood in the field when they came to it.
 */
export function createPerson(ledgerOf: (userName: string) => Ledger, now: () => number) {
  let focused: { key: string; text: string; base: string | null } | undefined;
  let typed = 0;
  let discarded: [Place, Meant][] = [];
  /** What the last list of tags that was saved added and took away. */
  let lastTags: [Place, Meant][] = [];

  function ledger(popup: PopupState): Ledger | undefined {
    const account = popup.published.value?.account;
    return account?.status === "signed-in" ? ledgerOf(account.userName) : undefined;
  }
  /** Of the list: tags are toggled. */
  function rowAt(popup: PopupState, index: number): Row | undefined {
    const rows = popup.shown.rows.value.filter(({ name }) => name !== tagsName);
    return rows[index % Math.max(1, rows.length)];
  }
  function hand(book: Ledger, place: Place, meant: Meant): void {
    const meantAll = meantPlaces(place, meant);
    for (const [there, one] of meantAll) book.at(there, now()).handed.push(one);
    if (place.name === tagsName) lastTags = meantAll;
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
      focused = row && { key: draftKey(row), text: row.reference, base: row.base };
    },
    type(popup: PopupState, index: number, kind: TextKind): void {
      const book = ledger(popup);
      const row = rowAt(popup, index);
      if (!book || !row || !popup.shown.editable.value) return;
      const isSeen = focused?.key === draftKey(row) && !row.change && !row.draft;
      const base = isSeen && focused ? focused.base : row.base;
      focused = { key: draftKey(row), text: row.reference, base };
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
      const tag = predefinedTags[index];
      const row = popup.shown.tagging.value?.tags;
      if (!book || !row || tag === undefined || !popup.shown.editable.value) return;
      const isPending = row.change !== undefined && isOnItsWay(row.change);
      const there = stateIn(isPending ? row.change.value : row.server, tag);
      const text = stateIn(wantedTags(row), tag) === "on" ? "off" : "on";
      const entry = book.at(tagPlace(row, tag), now());
      // On and off again are the same two texts each time: what counts is what becomes of the last one.
      entry.since = now();
      mean(entry, text === there ? undefined : { text, base: there });
      if (text === there && row.change?.status === "failed") entry.saved = undefined;
      discarded = [];
      void popup.toggleTag(tag);
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
        if (draft && state === "edited") hand(book, place, { text: draft.value, base: draft.base });
      void (one ? popup.saveRow(one) : popup.saveAll());
    },
    tryAgain(popup: PopupState, index: number): void {
      const failed = popup.shown.rows.value.filter(({ state }) => state === "failed");
      const row = failed[index % Math.max(1, failed.length)];
      const book = ledger(popup);
      if (!row?.change || !book) return;
      // A text is tried against what is there now, a list against what it began on.
      const base = row.name === tagsName ? row.change.base : row.server;
      hand(book, row, { text: row.change.value, base });
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
      discarded = rows.flatMap((row) =>
        meantPlaces(row, { text: row.value, base: row.draft ? row.draft.base : row.server }),
      );
      for (const [place] of discarded) book.at(place, now()).draft = undefined;
      for (const { change, ...row } of rows) {
        if (change?.status !== "failed") continue;
        for (const [place, { text }] of meantPlaces(row, { text: change.value, base: change.base }))
          book.at(place, now()).mayBeGone.add(text);
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
        for (const [place, meant] of discarded) mean(book.at(place, now()), meant);
        discarded = [];
      } else
        for (const name of undoable.names) {
          const row = popup.shown.rows.value.find((one) => one.name === name);
          const places = name === tagsName ? lastTags.map(([place]) => place) : [{ ...leg, name }];
          for (const place of places) {
            const entry = book.at(place, now());
            // The answer to the save never came, but the page shows it as saved by now.
            const isShown = name === tagsName || row?.reference === entry.draft?.text;
            if (entry.draft && !row?.draft && isShown) {
              entry.saved = entry.draft;
              entry.draft = undefined;
            }
            takeBack(entry);
          }
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

import { createTagBook } from "./tag-book.ts";

/** A text that a person means an attribute to have, and the value on which it began. */
export interface Meant {
  readonly text: string;
  readonly base: string | null;
}

export interface Place {
  readonly conversationId: string;
  readonly participantId: string;
  readonly name: string;
}

/** What one person did to one attribute, as they remember it. */
export interface Entry {
  readonly place: Place;
  /** Since when the person has to do with it: what the server had before, is not the work of anybody. */
  readonly since: number;
  /** In the field, and not saved. */
  draft: Meant | undefined;
  /** Every text that the person ever meant it to have. */
  readonly texts: Set<string>;
  /** The last one of which Calltag said that it is saved. */
  saved: Meant | undefined;
  /** Everything that was handed over by a click on Save, in order. */
  readonly handed: Meant[];
  /** May be gone: discarded, or typed in the very moment of a crash. */
  mayBeGone: Set<string>;
  /** An addition was taken back: whether it arrived or not, it is empty then, or not there at all. */
  mayBeAbsent: boolean;
  /** Touched since everything last came to rest. */
  isFresh: boolean;
}

export function placeKey({ conversationId, participantId, name }: Place): string {
  return `${conversationId}/${participantId}/${name}`;
}

/** The oracle's memory of one person's work. It knows nothing of how Calltag keeps it. */
export function createLedger() {
  const entries = new Map<string, Entry>();
  const tags = createTagBook();
  let isLeaving = false;
  return {
    entries,
    tags,
    at(place: Place, now: number): Entry {
      const key = placeKey(place);
      const known = entries.get(key);
      if (known) {
        known.isFresh = true;
        return known;
      }
      const { conversationId, participantId, name } = place;
      const entry: Entry = {
        place: { conversationId, participantId, name },
        since: now,
        draft: undefined,
        texts: new Set(),
        saved: undefined,
        handed: [],
        mayBeGone: new Set(),
        mayBeAbsent: false,
        isFresh: true,
      };
      entries.set(key, entry);
      return entry;
    },
    find: (place: Place): Entry | undefined => entries.get(placeKey(place)),
    /** Everything was at rest: what was typed until now has reached where it is kept. */
    rested(): void {
      isLeaving = false;
      for (const entry of entries.values()) entry.isFresh = false;
      tags.rested();
    },
    /** A crash, or another person: what was typed in that very moment need not have been kept; what was saved must. */
    shaken(): void {
      for (const entry of entries.values()) if (entry.isFresh && entry.draft) entry.mayBeGone.add(entry.draft.text);
      tags.shaken();
    },
    /** The person signs out, and confirmed that all of it is to be forgotten: also what they do until it is done. */
    leaves(): void {
      isLeaving = true;
    },
    /** The sign-out is about done, or was cut off by the background's death. */
    left(): void {
      if (!isLeaving) return;
      for (const entry of entries.values()) {
        for (const text of entry.texts) entry.mayBeGone.add(text);
        entry.draft = undefined;
        entry.saved = undefined;
      }
      tags.left();
    },
  };
}
export type Ledger = ReturnType<typeof createLedger>;

/** The person means the attribute to have this text now; nothing: what was typed is taken back. */
export function mean(entry: Entry, draft: Meant | undefined): void {
  entry.draft = draft;
  if (!draft) return;
  entry.mayBeGone.delete(draft.text);
  entry.texts.add(draft.text);
}

/** The person takes the last save back: the value that it began on, or one of their own before it, is handed over anew. */
export function takeBack(entry: Entry): void {
  const { saved, handed, texts, mayBeGone } = entry;
  const base = saved?.text ?? null;
  entry.mayBeAbsent ||= handed.some((meant) => meant.base === null);
  for (const former of new Set(handed.flatMap((meant) => [meant.text, meant.base ?? ""]))) {
    handed.push({ text: former, base });
    texts.add(former);
  }
  if (saved) mayBeGone.add(saved.text);
  entry.saved = undefined;
}

/** Texts that must be on the server, or open in front of the person. */
export function owed({ draft, saved, mayBeGone }: Entry): string[] {
  return [draft, saved].flatMap((meant) => (meant && !mayBeGone.has(meant.text) ? [meant.text] : []));
}

/** What the person handed over later for the same attribute: it takes the place of what was saved before. */
export function supersededBy({ draft, handed }: Entry, text: string): string[] {
  if (draft?.text === text) return [];
  return handed.slice(handed.findLastIndex((meant) => meant.text === text) + 1).map((meant) => meant.text);
}

/** May an edit of this text replace such a value unasked? Its base, whatever the person began on, and their own writes. */
export function mayReplace(entry: Entry, value: string | null): boolean {
  return entry.handed.some(({ text, base }) => value === base || value === text);
}

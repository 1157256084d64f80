import type { Place } from "./ledger.ts";
import type { TagState, Toggle } from "./tags.ts";

type Leg = Omit<Place, "name">;
/** What a person wants of a tag, and since when. */
export interface Wish {
  readonly state: TagState;
  readonly at: number;
}

/** What one person did to one tag of one leg, as they remember it: the last toggle counts, whatever came before. */
export interface TagEntry {
  readonly leg: Leg;
  readonly tag: string;
  /** Toggled, and not saved. */
  draft: Wish | undefined;
  /** Toggled in the very moment of a crash: it need not have been kept. */
  mayDraftBeGone: boolean;
  /** The last one of which Calltag said that it is saved. */
  saved: Wish | undefined;
  /** When each state was handed over last, by Save or by what takes a save back. */
  readonly handed: Map<TagState, number>;
  lastHanded: TagState | undefined;
  /** Every state that the person ever wanted. */
  readonly wanted: Set<TagState>;
  /** Taken back, and not handed over since: the answer to a save before that may still come, and claims nothing any more. */
  isTakenBack: boolean;
  /** Touched since everything last came to rest. */
  isFresh: boolean;
}

function keyOf({ conversationId, participantId }: Leg, tag: string): string {
  return `${conversationId}/${participantId}/${tag}`;
}

/** The tags' part of the oracle's memory of one person's work. */
export function createTagBook() {
  const entries = new Map<string, TagEntry>();

  function at({ conversationId, participantId }: Leg, tag: string): TagEntry {
    const leg = { conversationId, participantId };
    const entry: TagEntry = entries.get(keyOf(leg, tag)) ?? {
      leg,
      tag,
      draft: undefined,
      mayDraftBeGone: false,
      saved: undefined,
      handed: new Map(),
      lastHanded: undefined,
      wanted: new Set(),
      isTakenBack: false,
      isFresh: true,
    };
    entry.isFresh = true;
    entries.set(keyOf(leg, tag), entry);
    return entry;
  }
  function ofLeg(leg: Leg): TagEntry[] {
    return [...entries.values()].filter(
      (entry) => entry.leg.conversationId === leg.conversationId && entry.leg.participantId === leg.participantId,
    );
  }

  return {
    entries,
    find: (leg: Leg, tag: string): TagEntry | undefined => entries.get(keyOf(leg, tag)),
    /** The whole draft of the list, as it is from now on. */
    drafts(leg: Leg, toggles: readonly Toggle[], now: number): void {
      for (const entry of ofLeg(leg)) if (!toggles.some(({ tag }) => tag === entry.tag)) entry.draft = undefined;
      for (const { tag, state } of toggles) {
        const entry = at(leg, tag);
        if (entry.draft?.state !== state) entry.draft = { state, at: now };
        entry.mayDraftBeGone = false;
        entry.wanted.add(state);
      }
    },
    /** The person clicks on Save. */
    hands(leg: Leg, toggles: readonly Toggle[], now: number): void {
      for (const { tag, state } of toggles) {
        const entry = at(leg, tag);
        entry.handed.set(state, now);
        entry.lastHanded = state;
        entry.isTakenBack = false;
      }
    },
    /** Calltag says that it is saved. */
    isSaved(leg: Leg, toggles: readonly Toggle[], now: number): void {
      for (const { tag, state } of toggles) {
        const entry = at(leg, tag);
        if (entry.isTakenBack) continue;
        const isDrafted = entry.draft?.state === state;
        entry.saved = { state, at: (isDrafted ? entry.draft?.at : undefined) ?? now };
        if (isDrafted) entry.draft = undefined;
      }
    },
    /**
     * What was saved is taken back, by Undo or by discarding it. How far it had come only Calltag knows: of these tags nothing is
     * claimed until the person goes on with them; `undefined`: of any that they touched.
     */
    wavers(leg: Leg, tags: readonly string[] | undefined, now: number): void {
      for (const tag of tags ?? ofLeg(leg).map((entry) => entry.tag)) {
        const entry = at(leg, tag);
        entry.handed.set("on", now).set("off", now);
        entry.wanted.add("on").add("off");
        entry.saved = undefined;
        entry.draft = undefined;
        entry.isTakenBack = true;
      }
    },
    rested(): void {
      for (const entry of entries.values()) entry.isFresh = false;
    },
    shaken(): void {
      for (const entry of entries.values()) entry.mayDraftBeGone ||= entry.isFresh;
    },
    left(): void {
      for (const entry of entries.values()) entry.saved = entry.draft = undefined;
    },
  };
}

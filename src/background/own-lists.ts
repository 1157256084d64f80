import { valueOf } from "../attributes/attribute.ts";
import type { MergeRule } from "../attributes/reconcile.ts";
import { listOf, mergeTagChanges, tagsIn } from "../attributes/tags.ts";
import type { Conversation } from "../genesys/conversation.ts";
import { arrivalOf, type ChangeRecord, isOf, type Leg } from "./change-record.ts";
import type { BackgroundParts } from "./parts.ts";

/** So long after one's own write an event may still come that was made before it. (Not documented; as in doubts.ts.) */
const rememberedFor = 10_000;

/**
 * Remembers lists of tags of one's own that were written and confirmed: an event that comes after may show that somebody else
 * had written just before, and that this was written over.
 */
export interface OwnLists {
  remember(confirmed: readonly ChangeRecord[]): void;
  /** So the list was known until now. An event that shows it again is old: what is missing by now, somebody removed. */
  wasKnown(leg: Leg, name: string, list: string | null): void;
  /** The same for every list of a snapshot whose place another one takes. */
  readonly supersede: (previous: Conversation, next: Conversation) => void;
  /**
   * The list with what was changed in it just now, given the changes that are on their way: one that was written beside an own
   * one shows nothing of it, which does not mean that anybody removed it.
   */
  merge(theirs: string | null, open: readonly [ChangeRecord, ...ChangeRecord[]]): string | null;
  /**
   * The newest own list (with the change that has it as value) and the tags of somebody else that came in between, given the
   * changes that are on their way; `undefined` if there are none.
   */
  foreignIn(
    theirs: string | null,
    leg: Leg,
    name: string,
    open: readonly ChangeRecord[],
  ): { readonly base: string; readonly value: string } | undefined;
  clear(): void;
}

interface OwnListParts extends Pick<BackgroundParts, "clock"> {
  readonly ruleOf: (name: string) => MergeRule;
}

/** By somebody who had not seen it: nothing that it added is there. Then what it took away was not put back either, but never gone for them. */
function isWrittenOver({ base, value }: ChangeRecord, theirs: string | null): boolean {
  const [before, there] = [tagsIn(base), tagsIn(theirs)];
  const added = tagsIn(value).filter((tag) => !before.includes(tag));
  return added.length > 0 && !added.some((tag) => there.includes(tag));
}

export function createOwnLists({ clock, ruleOf }: OwnListParts): OwnLists {
  let recent: { readonly change: ChangeRecord; readonly at: number }[] = [];
  let former: { readonly leg: Leg; readonly name: string; readonly list: string; readonly at: number }[] = [];
  function recentOf(leg: Leg, name: string): ChangeRecord[] {
    const now = clock.now();
    return recent
      .filter(({ change, at }) => now - at <= rememberedFor && isOf(leg, change) && change.name === name)
      .map(({ change }) => change);
  }
  function wasKnown({ conversationId, participantId }: Leg, name: string, list: string | null): void {
    const now = clock.now();
    former = former.filter(({ at }) => now - at <= rememberedFor);
    if (list !== null) former.push({ leg: { conversationId, participantId }, name, list, at: now });
  }
  return {
    wasKnown,
    supersede({ id: conversationId, participants }, next) {
      for (const { id: participantId, attributes } of participants) {
        const now = next.participants.find(({ id }) => id === participantId)?.attributes ?? [];
        for (const { name, value } of attributes)
          if (ruleOf(name) === "set" && valueOf(now, name) !== value)
            wasKnown({ conversationId, participantId }, name, value);
      }
    },
    remember(confirmed) {
      const now = clock.now();
      recent = recent.filter(({ at }) => now - at <= rememberedFor);
      recent.push(...confirmed.map((change) => ({ change, at: now })));
    },
    merge(theirs, open) {
      // A removal that was confirmed is done: who put the tag back since, meant it. An addition may have been written over unseen.
      const recent = recentOf(open[0], open[0].name);
      const done = recent.map((change) => (isWrittenOver(change, theirs) ? change : { ...change, isMend: true }));
      return mergeTagChanges([...done, ...open], theirs);
    },
    foreignIn(theirs, leg, name, open) {
      const before = recentOf(leg, name);
      const own = [...before, ...open];
      const base = own.at(-1)?.value;
      // What has not been sent, was not written over anything.
      const isSent = before.length > 0 || open.some((change) => arrivalOf(change) !== "unsent");
      if (base === undefined || !isSent) return undefined;
      const now = clock.now();
      const lists = former.filter((one) => now - one.at <= rememberedFor && isOf(leg, one.leg) && one.name === name);
      const known = new Set([
        ...own.flatMap((change) => [...tagsIn(change.base), ...tagsIn(change.value)]),
        ...lists.flatMap(({ list }) => tagsIn(list)),
      ]);
      const foreign = tagsIn(theirs).filter((tag) => !known.has(tag));
      return foreign.length > 0 ? { base, value: listOf([...tagsIn(base), ...foreign]) } : undefined;
    },
    clear() {
      recent = [];
      former = [];
    },
  };
}

import * as z from "zod/mini";
import { valueOf } from "../attributes/attribute.ts";
import type { MergeRule } from "../attributes/reconcile.ts";
import { listOf, mergeTagChanges, tagsIn } from "../attributes/tags.ts";
import type { Conversation } from "../genesys/conversation.ts";
import { readItem } from "../platform/stored.ts";
import { arrivalOf, type ChangeRecord, changeRecordSchema, isOf, type Leg } from "./change-record.ts";
import type { BackgroundParts } from "./parts.ts";

/** So long after one's own write an event may still come that was made before it. (Not documented; as in doubts.ts.) */
const rememberedFor = 10_000;
/** As long may a request take that was accepted until it counts, and its event after that. (Not documented.) */
const underWayFor = 30_000;

/**
 * Remembers lists of tags of one's own that were written and confirmed: an event that comes after may show that somebody else
 * had written just before, and that this was written over.
 */
export interface OwnLists {
  /** What a former life remembered, if it was the same person's. */
  restore(): Promise<void>;
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

interface OwnListParts extends Pick<BackgroundParts, "clock" | "stored"> {
  readonly ruleOf: (name: string) => MergeRule;
}

/** In memory only; for a later life of the background, to which an event may come that was made before an own write. */
const memoryKey = "own-lists";
const memorySchema = z.object({
  /** Until then an event may show what was written and is not remembered: it cannot be told from what somebody else wrote. */
  blindUntil: z.number(),
  /** `isSeen`: and not only believed to be there, because the list was the same before. */
  recent: z.array(z.object({ change: changeRecordSchema, at: z.number(), isSeen: z.boolean() })),
  former: z.array(
    z.object({
      conversationId: z.string(),
      participantId: z.string(),
      name: z.string(),
      list: z.string(),
      at: z.number(),
    }),
  ),
});

/** When a list was confirmed last: a restarted browser, or who signs in again, knows by it whether something is forgotten. */
const confirmedAtKey = "own-list-confirmed-at";

/** By somebody who had not seen it: nothing that it added is there. Then what it took away was not put back either, but never gone for them. */
function isWrittenOver({ base, value }: ChangeRecord, theirs: string | null): boolean {
  const [before, there] = [tagsIn(base), tagsIn(theirs)];
  const added = tagsIn(value).filter((tag) => !before.includes(tag));
  return added.length > 0 && !added.some((tag) => there.includes(tag));
}

/** May the snapshot that confirmed the latest of these be one from before them? They lead back to a list that had been there. */
function leadBack(chain: readonly ChangeRecord[]): boolean {
  const last = chain.at(-1)?.value;
  return chain.length > 1 && (chain[0]?.base === last || chain.slice(0, -1).some(({ value }) => value === last));
}

export function createOwnLists({ clock, stored: { session, local }, ruleOf }: OwnListParts): OwnLists {
  type Memory = z.infer<typeof memorySchema>;
  let memory: Memory = { blindUntil: 0, recent: [], former: [] };
  async function without(): Promise<Memory> {
    const confirmedAt = (await readItem(local, confirmedAtKey, z.number())) ?? 0;
    // A clock that was set back blinds nobody for longer.
    return { blindUntil: Math.min(confirmedAt, clock.now()) + rememberedFor, recent: [], former: [] };
  }
  function isRecent({ at, isSeen = true }: { readonly at: number; readonly isSeen?: boolean }): boolean {
    return clock.now() - at <= (isSeen ? rememberedFor : underWayFor);
  }
  /** A full memory: for this life it is known. */
  function keep(): void {
    memory = { ...memory, recent: memory.recent.filter(isRecent), former: memory.former.filter(isRecent) };
    session.set({ [memoryKey]: memory }).catch(() => undefined);
  }
  function recentOf(leg: Leg, name: string) {
    return memory.recent.filter((one) => isRecent(one) && isOf(leg, one.change) && one.change.name === name);
  }
  function wasKnown({ conversationId, participantId }: Leg, name: string, list: string | null): void {
    if (list === null) return;
    memory.former.push({ conversationId, participantId, name, list, at: clock.now() });
    keep();
  }
  return {
    async restore() {
      const known = await readItem(session, memoryKey, memorySchema);
      memory = known ?? (await without());
      if (!known) keep();
    },
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
      const lists = confirmed.filter(({ name }) => ruleOf(name) === "set");
      if (lists.length === 0) return;
      const isOfOne = (one: ChangeRecord, other: ChangeRecord): boolean => isOf(one, other) && one.name === other.name;
      for (const change of lists) {
        const isSeen = !leadBack(lists.filter((other) => isOfOne(change, other)));
        memory.recent.push({ change, at: clock.now(), isSeen });
      }
      keep();
      local.set({ [confirmedAtKey]: clock.now() }).catch(() => undefined);
    },
    merge(theirs, open) {
      // A removal that was seen is done: who put the tag back since, meant it. An addition may have been written over unseen.
      const own = recentOf(open[0], open[0].name);
      const done = own.map(({ change, isSeen }) =>
        !isSeen || isWrittenOver(change, theirs) ? change : { ...change, isMend: true },
      );
      return mergeTagChanges([...done, ...open], theirs);
    },
    foreignIn(theirs, leg, name, open) {
      const before = recentOf(leg, name).map(({ change }) => change);
      const own = [...before, ...open];
      const base = own.at(-1)?.value;
      // What has not been sent, was not written over anything.
      const isSent = before.length > 0 || open.some((change) => arrivalOf(change) !== "unsent");
      if (base === undefined || !isSent || clock.now() <= memory.blindUntil) return undefined;
      const lists = memory.former.filter((one) => isRecent(one) && isOf(leg, one) && one.name === name);
      const known = new Set([
        ...own.flatMap((change) => [...tagsIn(change.base), ...tagsIn(change.value)]),
        ...lists.flatMap(({ list }) => tagsIn(list)),
      ]);
      const foreign = tagsIn(theirs).filter((tag) => !known.has(tag));
      return foreign.length > 0 ? { base, value: listOf([...tagsIn(base), ...foreign]) } : undefined;
    },
    clear() {
      memory = { blindUntil: 0, recent: [], former: [] };
      session.remove([memoryKey]).catch(() => undefined);
    },
  };
}

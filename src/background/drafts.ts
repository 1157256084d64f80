import * as z from "zod/mini";
import { type Draft, draftSchema } from "../attributes/draft.ts";
import { isStandIn } from "../attributes/stand-in.ts";
import type { User } from "../genesys/user.ts";
import { readItem, readItems } from "../platform/stored.ts";
import { leftTextKey } from "../protocol/adding.ts";
import { addingKeyPrefix, draftKey, draftKeyPrefix, filterKeyPrefix } from "../protocol/draft-key.ts";
import { createAdditions } from "./additions.ts";
import type { Leg } from "./change-record.ts";
import type { Masks } from "./masks.ts";
import { keptFor, ownerKey } from "./owner.ts";
import type { BackgroundParts } from "./parts.ts";

/**
 * Says whose drafts stand in `storage.session` now. With it, what is missing there was removed by the person (the background
 * may have been dead then); without it, the area was emptied by an update or a restart, and the database brings them back.
 */
const restoredKey = "drafts-of";

/** Where what the owner of these drafts began in "Add attribute" stands. */
function addingPrefixOf(draftPrefix: string): string {
  return addingKeyPrefix + draftPrefix.slice(draftKeyPrefix.length);
}

/** Which drafts and additions are another person's? */
function isOthers(user: User): (key: string) => boolean {
  return (key) => !key.startsWith(ownerKey("draft", user)) && !key.startsWith(ownerKey("adding", user));
}

/**
 * Drafts are written by the pages into `storage.session`. Here they are mirrored into the encrypted database, which an
 * update of the extension does not empty, and brought back for the person whom they belong to.
 */
export interface Drafts {
  /**
   * Brings back what this person left, or catches up with what the pages did; forgets what is older than a day. Rejects where it could
   * not be read: what is typed then counts, and nothing that was not read is forgotten.
   */
  restore(user: User): Promise<void>;
  /** Takes a person's drafts and additions off `storage.session`; they stay in the database for them. */
  putAway(): Promise<void>;
  /** Forgets a person's drafts and additions everywhere, and whatever else was typed and has no name of its owner on it. */
  forget(user: User): Promise<void>;
  /** Mirrors the items that a page wrote or removed: as they are now, whatever the event said. Of nobody: what came after `forget` goes too. */
  mirror(user: User | undefined, keys: readonly string[]): Promise<void>;
  all(): Promise<Draft[]>;
  /** The legs for which something stands in "Add attribute". */
  begun(): Promise<Leg[]>;
  /** Another policy masks other values: drafts begin on what pages see of them now. */
  maskAnew(): Promise<void>;
  /** Takes back drafts that were saved, unless the person typed on. */
  removeSaved(saved: readonly Draft[]): Promise<void>;
}

interface DraftParts extends Pick<BackgroundParts, "clock" | "stored" | "database"> {
  readonly masks: Masks;
}

export function createDrafts({ clock, stored, database, masks }: DraftParts): Drafts {
  const session = stored.session;
  const additions = createAdditions({ clock, stored, database });
  let last: Promise<unknown> = Promise.resolve();
  /** Under which keys stood what was forgotten, until somebody is here again. */
  let forgotten: string | undefined;
  /** Whose records could not be read, so that nobody knows what is missing: only what was mirrored since may be forgotten. */
  let unread: { readonly prefix: string; readonly mirrored: Set<string> } | undefined;

  /** One after the other: what brings one person's drafts back must not meet what puts them away. */
  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const done = last.catch(() => undefined).then(work);
    last = done;
    return done;
  }
  /** As pages wrote them, each under its own key: everybody's. */
  async function written(): Promise<[string, Draft][]> {
    const found = await readItems(session, draftKeyPrefix, draftSchema);
    return [...found].filter(([key, draft]) => draftKey(draft) === key);
  }
  /** As they are meant: where a stand-in is, the value itself. */
  function unmasked(draft: Draft): Draft {
    return { ...draft, base: masks.unmask(draft.base), value: masks.unmask(draft.value) };
  }
  /** As a page is to have it. What the person typed is theirs, and stays readable. */
  function forPages(draft: Draft): Draft {
    return { ...draft, base: masks.mask(draft.name, draft.base) };
  }
  /** Under which keys stand the drafts of whom they were brought back for, if they were? */
  async function openPrefix(): Promise<string | undefined> {
    return (await readItem(session, restoredKey, z.string())) ?? unread?.prefix;
  }
  /** Those of the items whose records say what is there, or may be made to. */
  function mirrorable(keys: readonly string[], present: Pick<ReadonlySet<string>, "has">): string[] {
    const known = unread?.mirrored;
    for (const key of keys) if (present.has(key)) known?.add(key);
    return known ? keys.filter((key) => known.has(key)) : [...keys];
  }
  /** Drafts, what was begun in "Add attribute", selected text that could not be, and what people filter by. */
  async function everyKey(): Promise<string[]> {
    const isTyped = (key: string): boolean =>
      [draftKeyPrefix, addingKeyPrefix, leftTextKey, filterKeyPrefix].some((prefix) => key.startsWith(prefix));
    return Object.keys(await session.get(null)).filter(isTyped);
  }

  /** Takes back what is as it was, unless the person typed on. */
  async function removeUnchanged(known: readonly Draft[]): Promise<void> {
    const present = new Map(await written());
    const isSame = (draft: Draft): boolean => {
      const now = present.get(draftKey(draft));
      return now !== undefined && unmasked(now).value === draft.value;
    };
    await session.remove(known.filter(isSame).map(draftKey));
  }
  /** What a page wrote late may hold a stand-in that nobody knows any more: what it stood for is in the record. */
  async function withRecord(draft: Draft): Promise<Draft> {
    if (!isStandIn(draft.base) && !isStandIn(draft.value)) return draft;
    const key = draftKey(draft);
    const { success, data: known } = draftSchema.safeParse((await database.all(key)).get(key));
    if (!success) return draft;
    const meant = <Value extends string | null>(text: Value, before: Value): Value => (isStandIn(text) ? before : text);
    return { ...draft, base: meant(draft.base, known.base), value: meant(draft.value, known.value) };
  }
  /** Takes drafts off `storage.session`, each kept for whom it belongs to: a page may have written since the last look. */
  async function setAside(isMeant: (key: string) => boolean): Promise<void> {
    const drafts = (await written()).filter(([key]) => isMeant(key)).map(([, draft]) => unmasked(draft));
    for (const draft of drafts) await database.put(draftKey(draft), await withRecord(draft));
    await removeUnchanged(drafts);
  }
  /** The same, with what was begun. What a full disk does not take stays where it is; answers whether it took all. */
  async function setAllAside(isMeant: (key: string) => boolean): Promise<boolean> {
    let isDone = true;
    const refused = (): void => {
      isDone = false;
    };
    await setAside(isMeant).catch(refused);
    await additions.setAside(isMeant).catch(refused);
    return isDone;
  }
  async function mirror(user: User, keys: readonly string[]): Promise<void> {
    const prefix = ownerKey("draft", user);
    // What a page that still showed another person's call wrote, is that person's.
    if (keys.some((key) => !key.startsWith(prefix))) await setAside((key) => !key.startsWith(prefix));
    const present = new Map(await written());
    if ((await openPrefix()) !== prefix) return;
    const own = keys.filter((key) => key.startsWith(prefix));
    for (const key of mirrorable(own, present)) {
      const draft = present.get(key);
      await (draft ? database.put(key, unmasked(draft)) : database.remove([key]));
    }
  }
  async function mirrorAdditions(user: User, keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return;
    const prefix = ownerKey("adding", user);
    if (keys.some((key) => !key.startsWith(prefix))) await additions.setAside((key) => !key.startsWith(prefix));
    if ((await openPrefix()) !== ownerKey("draft", user)) return;
    await additions.mirror(prefix, mirrorable(keys, new Set(await additions.keys())));
  }

  return {
    restore: (user) =>
      inTurn(async () => {
        const [prefix, addingPrefix] = [ownerKey("draft", user), ownerKey("adding", user)];
        forgotten = undefined;
        await setAllAside(isOthers(user));
        const present = new Set((await written()).map(([key]) => key));
        const isInSession = !unread && (await openPrefix()) === prefix;
        if (!isInSession) unread ??= { prefix, mirrored: new Set() };
        const stale: string[] = [];
        const missing: Record<string, Draft> = {};
        for (const [key, record] of await database.all(prefix)) {
          if (present.has(key)) continue;
          const parsed = draftSchema.safeParse(record);
          if (isInSession || !parsed.success || clock.now() - parsed.data.editedAt > keptFor) stale.push(key);
          else missing[key] = forPages(parsed.data);
        }
        const begun = await additions.missing(addingPrefix, isInSession);
        await Promise.all([
          database.remove(stale),
          session.set({ ...missing, ...begun, ...masks.items(), [restoredKey]: prefix }),
        ]);
        unread = undefined;
        await mirror(user, [...present]).catch(() => undefined);
        await mirrorAdditions(user, await additions.keys()).catch(() => undefined);
      }),
    putAway: () =>
      inTurn(async () => {
        // First the mark: killed after it, the next life brings back what is missing, and does not take it for removed.
        await session.remove([restoredKey]);
        unread = undefined;
        await setAllAside(() => true);
        // What a page wrote since is set aside when it is heard of.
        const isKept = (key: string): boolean => key.startsWith(draftKeyPrefix) || key.startsWith(addingKeyPrefix);
        await session.remove((await everyKey()).filter((key) => !isKept(key)));
      }),
    forget: (user) =>
      inTurn(async () => {
        const prefix = ownerKey("draft", user);
        const isOfOther = isOthers(user);
        let isAnothersHere = ((await openPrefix()) ?? prefix) !== prefix;
        if (!isAnothersHere) {
          forgotten = prefix;
          // What the disk does not take of another person's is not forgotten with this one's.
          isAnothersHere = !(await setAllAside(isOfOther));
        }
        const typed = (await everyKey()).filter((key) => !isAnothersHere || !isOfOther(key));
        await Promise.all([
          database.keys(prefix).then((keys) => database.remove(keys)),
          additions.forget(ownerKey("adding", user)),
          session.remove(typed),
        ]);
      }),
    mirror: (user, keys) =>
      inTurn(async () => {
        const touched = keys.filter((key) => key.startsWith(draftKeyPrefix));
        const begun = keys.filter((key) => key.startsWith(addingKeyPrefix));
        if (user) await mirrorAdditions(user, begun);
        if (user && touched.length > 0) await mirror(user, touched);
        const late = forgotten;
        if (user || late === undefined) return;
        const isLate = (key: string): boolean => key.startsWith(late) || key.startsWith(addingPrefixOf(late));
        await session.remove([...touched, ...begun].filter(isLate));
      }),
    async all() {
      const prefix = await openPrefix();
      if (prefix === undefined) return [];
      return (await written()).filter(([key]) => key.startsWith(prefix)).map(([, draft]) => unmasked(draft));
    },
    async begun() {
      const prefix = await openPrefix();
      return prefix === undefined ? [] : additions.legs(addingPrefixOf(prefix));
    },
    maskAnew: () =>
      inTurn(async () => {
        const changed: Record<string, Draft> = {};
        for (const [key, draft] of await written()) {
          const fresh = forPages({ ...draft, base: masks.unmask(draft.base) });
          // Later by a trifle, so that a page that wrote it takes this for news.
          if (fresh.base !== draft.base) changed[key] = { ...fresh, editedAt: draft.editedAt + 1 };
        }
        if (Object.keys(changed).length > 0) await session.set({ ...changed, ...masks.items() });
      }),
    removeSaved: (saved) => inTurn(() => removeUnchanged(saved)),
  };
}

import * as z from "zod/mini";
import { type Draft, draftSchema } from "../attributes/draft.ts";
import type { User } from "../genesys/user.ts";
import { readItem, readItems } from "../platform/stored.ts";
import { begunSchema, leftTextKey } from "../protocol/adding.ts";
import { addingKeyPrefix, draftKeyPrefix, filterKeyPrefix, legOfAddingKey } from "../protocol/draft-key.ts";
import type { Leg } from "./change-record.ts";
import type { Masks } from "./masks.ts";
import { keptFor, ownerKey, ownerOf } from "./owner.ts";
import type { BackgroundParts } from "./parts.ts";

/**
 * Says whose drafts stand in `storage.session` now. With it, what is missing there was removed by the person (the background
 * may have been dead then); without it, the area was emptied by an update or a restart, and the database brings them back.
 */
const restoredKey = "drafts-of";

/**
 * Drafts are written by the pages into `storage.session`. Here they are mirrored into the encrypted database, which an
 * update of the extension does not empty, and brought back for the person whom they belong to.
 */
export interface Drafts {
  /** Brings back what this person left, or catches up with what the pages did; forgets what is older than a day. */
  restore(user: User): Promise<void>;
  /** Takes a person's drafts off `storage.session`; they stay in the database for them. */
  putAway(): Promise<void>;
  /** Forgets a person's drafts everywhere. */
  forget(user: User): Promise<void>;
  /** Mirrors the items that a page wrote or removed: as they are now, whatever the event said. */
  mirror(user: User, keys: readonly string[]): Promise<void>;
  all(): Promise<Draft[]>;
  /** The legs for which something stands in "Add attribute". */
  begun(): Promise<Leg[]>;
  /** Another policy masks other values: drafts begin on what pages see of them now. */
  maskAnew(): Promise<void>;
  /** Takes back drafts that were saved, unless the person typed on. */
  removeSaved(saved: readonly { key: string; value: string }[]): Promise<void>;
}

interface DraftParts extends Pick<BackgroundParts, "clock" | "stored" | "database"> {
  readonly masks: Masks;
}

export function createDrafts({ clock, stored, database, masks }: DraftParts): Drafts {
  const session = stored.session;

  /** As pages wrote them. */
  function written(): Promise<Map<string, Draft>> {
    return readItems(session, draftKeyPrefix, draftSchema);
  }
  /** As they are meant: where a stand-in is, the value itself. */
  async function open(): Promise<Map<string, Draft>> {
    return new Map([...(await written())].map(([key, draft]) => [key, unmasked(draft)]));
  }
  function unmasked(draft: Draft): Draft {
    return { ...draft, base: masks.unmask(draft.base), value: masks.unmask(draft.value) };
  }
  /** As a page is to have it. What the person typed is theirs, and stays readable. */
  function forPages(draft: Draft): Draft {
    return { ...draft, base: masks.mask(draft.name, draft.base) };
  }
  /** Drafts, what was begun in "Add attribute", selected text that could not be, and what people filter by. */
  async function everyKey(): Promise<string[]> {
    const isTyped = (key: string): boolean =>
      [draftKeyPrefix, addingKeyPrefix, leftTextKey, filterKeyPrefix].some((prefix) => key.startsWith(prefix));
    return Object.keys(await session.get(null)).filter(isTyped);
  }
  /** Do the drafts in `storage.session` belong to this person, or are they about to be exchanged for theirs? */
  async function isOpenFor(user: User): Promise<boolean> {
    return (await readItem(session, restoredKey, z.string())) === ownerKey("draft", user);
  }

  function recordKey(owner: string, key: string): string {
    return `draft/${owner}/${key.slice(draftKeyPrefix.length)}`;
  }

  /** Takes back what is as it was, unless the person typed on. */
  async function removeUnchanged(known: readonly { key: string; value: string }[]): Promise<void> {
    const present = await open();
    await session.remove(known.filter(({ key, value }) => present.get(key)?.value === value).map(({ key }) => key));
  }
  /** Takes drafts off `storage.session`, each kept for whom it belongs to: a page may have written since the last look. */
  async function setAside(items: readonly [string, Draft][]): Promise<void> {
    for (const [key, draft] of items) if (draft.owner !== "") await database.put(recordKey(draft.owner, key), draft);
    await removeUnchanged(items.map(([key, { value }]) => ({ key, value })));
  }
  /** What a page that still showed another person's call wrote, is that person's. What it was written over, comes back. */
  async function setOthersAside(user: User): Promise<void> {
    const others = [...(await open())].filter(([, { owner }]) => owner !== "" && owner !== ownerOf(user));
    await setAside(others);
    if (others.length === 0 || !(await isOpenFor(user))) return;
    const kept = await database.all(ownerKey("draft", user));
    for (const [key] of others) {
      const parsed = draftSchema.safeParse(kept.get(recordKey(ownerOf(user), key)));
      if (parsed.success) await session.set({ [key]: forPages(parsed.data), ...masks.items() });
    }
  }

  return {
    async restore(user) {
      const prefix = ownerKey("draft", user);
      await setOthersAside(user);
      const present = await open();
      const isInSession = await isOpenFor(user);
      const stale: string[] = [];
      const missing: Record<string, Draft> = {};
      for (const [key, record] of await database.all(prefix)) {
        const parsed = draftSchema.safeParse(record);
        const sessionKey = `${draftKeyPrefix}${key.slice(prefix.length)}`;
        if (present.has(sessionKey)) continue;
        if (isInSession || !parsed.success || clock.now() - parsed.data.editedAt > keptFor) stale.push(key);
        else missing[sessionKey] = forPages(parsed.data);
      }
      await Promise.all([database.remove(stale), session.set({ ...missing, ...masks.items(), [restoredKey]: prefix })]);
      await this.mirror(user, [...present.keys()]);
    },
    async putAway() {
      // First the mark: killed after it, the next life brings back what is missing, and does not take it for removed.
      await session.remove([restoredKey]);
      const keys = await everyKey();
      const present = await open();
      await setAside([...present]);
      await session.remove(keys.filter((key) => !present.has(key)));
    },
    async forget(user) {
      const keys = await database.keys(ownerKey("draft", user));
      await Promise.all([database.remove(keys), session.remove(await everyKey())]);
    },
    async mirror(user, keys) {
      const touched = keys.filter((key) => key.startsWith(draftKeyPrefix));
      if (touched.length === 0) return;
      await setOthersAside(user);
      const present = await open();
      if (!(await isOpenFor(user))) return;
      for (const key of touched) {
        const record = recordKey(ownerOf(user), key);
        const draft = present.get(key);
        await (draft ? database.put(record, draft) : database.remove([record]));
      }
    },
    async all() {
      return [...(await open()).values()];
    },
    async begun() {
      const items = await readItems(session, addingKeyPrefix, begunSchema);
      return [...items].filter(([, { name, value }]) => name + value !== "").map(([key]) => legOfAddingKey(key));
    },
    async maskAnew() {
      const changed: Record<string, Draft> = {};
      for (const [key, draft] of await written()) {
        const fresh = forPages({ ...draft, base: masks.unmask(draft.base) });
        // Later by a trifle, so that a page that wrote it takes this for news.
        if (fresh.base !== draft.base) changed[key] = { ...fresh, editedAt: draft.editedAt + 1 };
      }
      if (Object.keys(changed).length > 0) await session.set({ ...changed, ...masks.items() });
    },
    removeSaved: removeUnchanged,
  };
}

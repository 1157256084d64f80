import * as z from "zod/mini";
import { readItems } from "../platform/stored.ts";
import { type Begun, begunSchema, holdsText, isSameText } from "../protocol/adding.ts";
import { addingKeyPrefix, legOfAddingKey } from "../protocol/draft-key.ts";
import type { Leg } from "./change-record.ts";
import { keptFor } from "./owner.ts";
import type { BackgroundParts } from "./parts.ts";

/** As the encrypted database keeps it. `at`: since when, in milliseconds since 1970. */
const recordSchema = z.object({ begun: begunSchema, at: z.number() });

/**
 * What was begun in "Add attribute", kept as drafts are: written by the pages into `storage.session`, mirrored into the encrypted
 * database, and brought back for whom it belongs to. `prefix`: of the keys of one person.
 */
export function createAdditions({ clock, stored, database }: Pick<BackgroundParts, "clock" | "stored" | "database">) {
  const session = stored.session;

  async function written(): Promise<Map<string, Begun>> {
    const items = await readItems(session, addingKeyPrefix, begunSchema);
    return new Map([...items].filter(([, begun]) => holdsText(begun)));
  }
  async function put(key: string, begun: Begun): Promise<void> {
    await database.put(key, { begun, at: clock.now() });
  }

  return {
    async legs(prefix: string): Promise<Leg[]> {
      return [...(await written()).keys()].filter((key) => key.startsWith(prefix)).map(legOfAddingKey);
    },
    keys: async (): Promise<string[]> => [...(await written()).keys()],
    /** Mirrors items as they are now. */
    async mirror(prefix: string, keys: readonly string[]): Promise<void> {
      const present = await written();
      for (const key of keys.filter((key) => key.startsWith(prefix))) {
        const begun = present.get(key);
        await (begun ? put(key, begun) : database.remove([key]));
      }
    },
    /** Takes what is meant off `storage.session`, each kept for whom it belongs to. */
    async setAside(isMeant: (key: string) => boolean): Promise<void> {
      const meant = [...(await written())].filter(([key]) => isMeant(key));
      if (meant.length === 0) return;
      for (const [key, begun] of meant) await put(key, begun);
      // Unless the person typed on.
      const present = await written();
      const isUnchanged = ([key, begun]: [string, Begun]): boolean => {
        const now = present.get(key);
        return now !== undefined && isSameText(now, begun);
      };
      await session.remove(meant.filter(isUnchanged).map(([key]) => key));
    },
    /**
     * What is in the record and not in `storage.session`, as open pages take it over. `isInSession`: the person took it away there;
     * it goes, as what is older than a day.
     */
    async missing(prefix: string, isInSession: boolean): Promise<Record<string, Begun>> {
      const present = await written();
      const missing: Record<string, Begun> = {};
      const stale: string[] = [];
      for (const [key, record] of await database.all(prefix)) {
        if (present.has(key)) continue;
        const parsed = recordSchema.safeParse(record);
        if (isInSession || !parsed.success || clock.now() - parsed.data.at > keptFor) stale.push(key);
        else missing[key] = { ...parsed.data.begun, isBrought: true };
      }
      await database.remove(stale);
      return missing;
    },
    async forget(prefix: string): Promise<void> {
      await database.remove(await database.keys(prefix));
    },
  };
}

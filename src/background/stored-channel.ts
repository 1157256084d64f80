import * as z from "zod/mini";
import { channelSchema, type Channel, createChannel, isTrustedConnectUri } from "../genesys/channel.ts";
import type { Result } from "../genesys/errors.ts";
import type { Api } from "../genesys/user.ts";
import { readItem, type Stored } from "../platform/stored.ts";
import type { StoredSession } from "./stored-session.ts";

/** The channel's address is a bearer secret: in memory only. After a killed worker the same channel is used again. */
const channelKey = "channel";
const storedChannelSchema = z.object({ ...channelSchema.shape, userId: z.string() });

interface FoundChannel {
  readonly channel: Channel;
  /** Made just now: if it cannot be opened, another one would fare no better. */
  readonly isNew: boolean;
}

/** The one channel to which every socket goes, as long as it lives. */
export interface StoredChannel {
  /** The one that is known, or a new one. */
  obtain(session: StoredSession): Promise<Result<FoundChannel>>;
  /** The next is a new one. */
  forget(): Promise<void>;
}

export function createStoredChannel({ api, stored }: { readonly api: Api; readonly stored: Stored }): StoredChannel {
  let obtaining: Promise<Result<FoundChannel>> | undefined;
  /** Counts what was forgotten: a channel that was being made for one person is not kept for the next. */
  let generation = 0;

  async function find({ user: { userId }, region }: StoredSession): Promise<Result<FoundChannel>> {
    const begun = generation;
    const known = await readItem(stored.session, channelKey, storedChannelSchema);
    if (known?.userId === userId && isTrustedConnectUri(known.connectUri, region)) {
      return { ok: true, value: { channel: known, isNew: false } };
    }
    const made = await createChannel(api, userId);
    if (!made.ok) return made;
    if (!isTrustedConnectUri(made.value.connectUri, region)) return { ok: false, error: { kind: "malformed" } };
    if (begun === generation) await stored.session.set({ [channelKey]: { ...made.value, userId } });
    return { ok: true, value: { channel: made.value, isNew: true } };
  }

  return {
    obtain(session) {
      // Who asks while one is being made gets that one: a person has twenty for each app, and other browsers need theirs.
      const mine = (obtaining ??= find(session).finally(() => {
        if (obtaining === mine) obtaining = undefined;
      }));
      return mine;
    },
    async forget() {
      generation += 1;
      obtaining = undefined;
      await stored.session.remove([channelKey]);
    },
  };
}

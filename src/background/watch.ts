import { backoff } from "../genesys/backoff.ts";
import { channelSchema, createChannel, type Channel, isTrustedConnectUri } from "../genesys/channel.ts";
import type { Conversation } from "../genesys/conversation.ts";
import type { GenesysError, Result } from "../genesys/errors.ts";
import { listen } from "../genesys/socket.ts";
import { readItem } from "../platform/stored.ts";
import type { Keepalive } from "./keepalive.ts";
import type { BackgroundParts } from "./parts.ts";
import type { Session } from "./session.ts";
import type { StoredSession } from "./stored-session.ts";

/** The channel's address is a bearer secret: in memory only. After a killed worker the same channel is used again. */
const channelKey = "channel";

/** Brings back a watch whose background was killed; also the time between two checks of frames and token. */
export const watchAlarm = "watch";
const watchEvery = 30_000;

/** A socket that was open for so long has heard a heartbeat, and was good. */
const provenAfter = 35_000;

/** Pings go every 20 s, and each is answered. */
const heardWithin = 25_000;

export type WatchStatus = "closed" | "connecting" | "open" | "lost";

/** The notification channel: open while someone is signed in and someone is there to see. */
export interface Watch {
  status(): WatchStatus;
  /** Was anything heard within the time of a ping? A socket can be dead for half a minute before it counts as lost. */
  isHeard(): boolean;
  /** Opens or closes, as is wanted now. */
  update(session: StoredSession | undefined, isAnyoneThere: boolean): Promise<void>;
  forget(): Promise<void>;
}

interface WatchListener {
  /** Connected (again): what happened meanwhile is not repeated, so read. */
  connected(): void;
  conversation(conversation: Conversation): void;
  statusChanged(): void;
}

interface WatchParts extends BackgroundParts {
  readonly session: Session;
  readonly keepalive: Keepalive;
}

const untrusted: Result<never> = { ok: false, error: { kind: "malformed" } };

export function createWatch(parts: WatchParts, listener: WatchListener): Watch {
  const { clock, random, stored, browser, keepalive, session: person } = parts;
  let status: WatchStatus = "closed";
  let session: StoredSession | undefined;
  let attempts = 0;
  let openedAt = 0;
  let heardAt = 0;
  let closeSocket: (() => void) | undefined;
  let cancelRetry: (() => void) | undefined;
  let release: (() => void) | undefined;
  let isAlarmSet = true;
  /** Counts openings and closings: an answer that comes too late must not open a second socket. */
  let turn = 0;

  function become(next: WatchStatus): void {
    if (status === next) return;
    status = next;
    listener.statusChanged();
  }

  async function obtainChannel(current: StoredSession): Promise<Result<Channel>> {
    const known = await readItem(stored.session, channelKey, channelSchema);
    if (known && isTrustedConnectUri(known.connectUri, current.region)) return { ok: true, value: known };
    const made = await createChannel(person.api, current.user.userId);
    if (!made.ok) return made;
    if (!isTrustedConnectUri(made.value.connectUri, current.region)) return untrusted;
    await stored.session.set({ [channelKey]: made.value });
    return made;
  }

  function retry(error?: GenesysError): void {
    become("lost");
    const wait = backoff(attempts, random);
    attempts += 1;
    const named = error?.kind === "rate-limited" ? error.retryAt - clock.now() : 0;
    cancelRetry = clock.after(Math.max(wait, named), () => void connect());
  }

  async function connect(): Promise<void> {
    const current = session;
    if (!current) return;
    const mine = ++turn;
    closeSocket?.();
    cancelRetry?.();
    // Between two sockets nothing is heard: what is on screen counts as old until it has been read again.
    if (status !== "lost") become("connecting");
    const channel = await obtainChannel(current);
    if (mine !== turn) return;
    // Without a token nothing can be opened; a sign-in calls `update` again.
    if (!channel.ok) {
      if (channel.error.kind === "unauthorized") become("lost");
      else retry(channel.error);
      return;
    }
    closeSocket = listen(
      parts,
      { connectUri: channel.value.connectUri, userId: current.user.userId },
      {
        opened() {
          openedAt = heardAt = clock.now();
          become("open");
          listener.connected();
        },
        conversation: (conversation) => {
          listener.conversation(conversation);
        },
        heard() {
          heardAt = clock.now();
        },
        closingSoon: () => void connect(),
        cutOff: () => void cutOff(mine),
        lost: ({ wasOpen }) => void lost(mine, wasOpen),
      },
    );
  }

  /** The channel no longer brings what was asked for: another one, and not at once, for something took this one away. */
  async function cutOff(mine: number): Promise<void> {
    if (mine !== turn) return;
    closeSocket?.();
    await stored.session.remove([channelKey]);
    if (mine !== turn) return;
    if (clock.now() - openedAt >= provenAfter) attempts = 0;
    retry();
  }

  async function lost(mine: number, wasOpen: boolean): Promise<void> {
    // A channel that cannot even be opened is gone (its 24 hours are over, or another took its place): make a new one.
    if (mine !== turn) return;
    if (!wasOpen) await stored.session.remove([channelKey]);
    if (mine !== turn) return;
    // One that was cut soon after it opened has proved nothing: a flapping proxy must not be asked without a pause.
    if (wasOpen && clock.now() - openedAt >= provenAfter) attempts = 0;
    retry();
  }

  async function close(): Promise<void> {
    turn += 1;
    closeSocket?.();
    cancelRetry?.();
    release?.();
    closeSocket = cancelRetry = release = undefined;
    attempts = 0;
    become("closed");
    // Also an alarm that an earlier life of the background left behind.
    const wasAlarmSet = isAlarmSet;
    isAlarmSet = false;
    if (wasAlarmSet) await browser.clearAlarm(watchAlarm);
  }

  return {
    status: () => status,
    isHeard: () => clock.now() - heardAt <= heardWithin,
    async update(next, isAnyoneThere) {
      const isSameToken = session?.token === next?.token && session?.signInNeeded === next?.signInNeeded;
      session = isAnyoneThere ? next : undefined;
      if (!session) return close();
      if (status !== "closed" && (status === "open" || isSameToken)) return;
      release ??= keepalive.hold();
      isAlarmSet = true;
      await browser.setAlarm(watchAlarm, { every: watchEvery });
      await connect();
    },
    async forget() {
      await close();
      await stored.session.remove([channelKey]);
    },
  };
}

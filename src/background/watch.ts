import { backoff } from "../genesys/backoff.ts";
import { type Channel, isSubscribed } from "../genesys/channel.ts";
import type { Conversation } from "../genesys/conversation.ts";
import type { GenesysError } from "../genesys/errors.ts";
import { listen, type ListeningSocket } from "../genesys/socket.ts";
import type { Keepalive } from "./keepalive.ts";
import type { BackgroundParts } from "./parts.ts";
import type { Session } from "./session.ts";
import { createStoredChannel } from "./stored-channel.ts";
import type { StoredSession } from "./stored-session.ts";

/** Brings back a watch whose background was killed; also the time between two checks of frames, socket and token. */
export const watchAlarm = "watch";
const watchEvery = 30_000;

/** A socket that was open for so long has heard a heartbeat, and was good. */
const provenAfter = 35_000;

/** Pings go every 20 s, and each is answered. */
const heardWithin = 25_000;

/** A server that closes says so a minute before (7.4 [DOC S23]), to thousands at once: they do not all come back at once. */
const moveWithin = 20_000;

/**
 * A cut without a word hits thousands in the same instant, too. Where no page of Calltag is open nobody waits for the socket, and it comes back
 * within this; where one is, and as soon as one opens, within a second. (`npm run fleet`, 2026-11-23: all came back within one second.)
 */
const unseenWithin = 10_000;

export type WatchStatus = "closed" | "connecting" | "open" | "lost";

/** The notification channel: open while someone is signed in and someone is there to see. */
export interface Watch {
  status(): WatchStatus;
  /** Was anything heard within the time of a ping? A socket can be dead for half a minute before it counts as lost. */
  isHeard(): boolean;
  /** Opens or closes, as is wanted now. */
  update(session: StoredSession | undefined, isAnyoneThere: boolean): void;
  /** Did the computer sleep? Then the socket is dead, and its timers are late. */
  check(): void;
  /** Someone looks, or the network is back: what is lost is tried again within a second. */
  hurry(): void;
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
  /** Is a page of Calltag open, which somebody may be looking at? */
  readonly isSeen: () => boolean;
}

export function createWatch(parts: WatchParts, listener: WatchListener): Watch {
  const { clock, random, browser, keepalive, session: person } = parts;
  const stored = createStoredChannel({ api: person.api, stored: parts.stored });
  let status: WatchStatus = "closed";
  let session: StoredSession | undefined;
  let attempts = 0;
  /** Genesys named a wait (429): nobody cuts it short. */
  let notBefore = 0;
  let openedAt = 0;
  let heardAt = 0;
  let socket: ListeningSocket | undefined;
  let cancelNext: (() => void) | undefined;
  let release: (() => void) | undefined;
  let isAlarmSet = true;
  /** Counts openings and closings: an answer that comes too late must not open a second socket. */
  let turn = 0;

  function become(next: WatchStatus): void {
    if (status === next) return;
    status = next;
    listener.statusChanged();
  }

  function connectIn(milliseconds: number): void {
    cancelNext?.();
    cancelNext = clock.after(Math.max(milliseconds, notBefore - clock.now()), () => void connect());
  }

  /** Ends what there is, so that nothing of it has a say any more. */
  function cut(): number {
    socket?.close();
    cancelNext?.();
    socket = cancelNext = undefined;
    return ++turn;
  }

  function retry(error?: GenesysError): void {
    become("lost");
    if (error?.kind === "rate-limited") notBefore = error.retryAt;
    connectIn(attempts === 0 && !parts.isSeen() ? random() * unseenWithin : backoff(attempts, random));
    attempts += 1;
  }

  async function connect(): Promise<void> {
    const current = session;
    if (!current) return;
    const mine = cut();
    // Between two sockets nothing is heard: what is on screen counts as old until it has been read again.
    if (status !== "lost") become("connecting");
    const obtained = await stored.obtain(current);
    if (mine !== turn) return;
    if (obtained.ok) open(current.user.userId, obtained.value.channel, obtained.value.isNew);
    // Without a token nothing can be opened; a sign-in calls `update` again.
    else if (obtained.error.kind === "unauthorized") become("lost");
    else retry(obtained.error);
  }

  function open(userId: string, { id, connectUri }: Channel, isNew: boolean): void {
    const mine = turn;
    let isAsking = false;
    async function ask(): Promise<void> {
      if (isAsking) return;
      isAsking = true;
      const isGood = await isSubscribed(person.api, id, userId);
      isAsking = false;
      if (mine !== turn) return;
      if (isGood) listener.connected();
      else await replace();
    }
    socket = listen(
      parts,
      { connectUri, userId },
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
        closingSoon() {
          // Until then the socket goes on: nobody sees anything of it.
          if (!cancelNext) connectIn(random() * moveWithin);
        },
        doubted: () => void ask(),
        cutOff: () => void replace(),
        lost({ wasOpen }) {
          // A channel that cannot even be opened is gone: its 24 hours are over, or another took its place.
          if (!wasOpen) void replace(isNew);
          else {
            lose();
            retry();
          }
        },
      },
    );
  }

  /** One that was cut soon after it opened has proved nothing: a flapping proxy must not be asked without a pause. */
  function lose(): void {
    if (status === "open" && clock.now() - openedAt >= provenAfter) attempts = 0;
    cut();
    become("lost");
  }

  /** Another channel; not at once, for something took this one away, or the network is not what it was. */
  async function replace(isWaiting = true): Promise<void> {
    lose();
    const mine = turn;
    await stored.forget();
    if (mine !== turn) return;
    if (isWaiting) retry();
    else await connect();
  }

  function close(): void {
    cut();
    release?.();
    release = undefined;
    attempts = 0;
    become("closed");
    // Also an alarm that an earlier life of the background left behind.
    if (isAlarmSet) void browser.clearAlarm(watchAlarm);
    isAlarmSet = false;
  }

  return {
    status: () => status,
    isHeard: () => clock.now() - heardAt <= heardWithin,
    update(next, isAnyoneThere) {
      const isSame = session?.token === next?.token && session?.signInNeeded === next?.signInNeeded;
      session = isAnyoneThere ? next : undefined;
      if (!session) close();
      else if (status === "closed") {
        release = keepalive.hold();
        isAlarmSet = true;
        void browser.setAlarm(watchAlarm, { every: watchEvery });
        void connect();
      } else if (status !== "open" && !isSame) void connect();
    },
    check: () => socket?.check(),
    hurry() {
      socket?.check();
      if (status !== "lost" || !cancelNext) return;
      attempts = 0;
      connectIn(backoff(attempts, random));
    },
    async forget() {
      close();
      await stored.forget();
    },
  };
}

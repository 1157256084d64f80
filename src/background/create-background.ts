import { type Attribute, kindOf, valueOf } from "../attributes/attribute.ts";
import { asWritten } from "../attributes/encoding.ts";
import { type Draft, isOpen } from "../attributes/draft.ts";
import type { Conversation } from "../genesys/conversation.ts";
import type { AttributeDialect, LegAddress } from "../genesys/dialect.ts";
import { phaseOf } from "../genesys/legs.ts";
import type { User } from "../genesys/user.ts";
import { draftKey, draftKeyPrefix } from "../protocol/draft-key.ts";
import type { Reply } from "../protocol/problem.ts";
import { answerCommand, type CommandSender } from "./answer-commands.ts";
import { badgeOf } from "./badge.ts";
import { createCalls } from "./calls.ts";
import { createHandlers } from "./command-handlers.ts";
import { composeState, isHeld } from "./compose-state.ts";
import { createDelivery, deliveryAlarm } from "./delivery.ts";
import { createDrafts } from "./drafts.ts";
import { dialectOf } from "./dialect.ts";
import { createHistory } from "./history.ts";
import { createKeepalive } from "./keepalive.ts";
import { createLastSave } from "./last-save.ts";
import { createLimits } from "./limits.ts";
import { createOutbox } from "./outbox.ts";
import type { BackgroundParts } from "./parts.ts";
import { createPresence } from "./presence.ts";
import { createPublisher } from "./publish.ts";
import { selectCall } from "./select-call.ts";
import { createSelection } from "./selection.ts";
import { createSession } from "./session.ts";
import { createSettings } from "./settings.ts";
import { isSamePerson } from "./stored-session.ts";
import { createWatch, watchAlarm } from "./watch.ts";

/** What `index.ts` connects to the browser's events. Everything may be called before the state is restored: it waits. */
export interface Background {
  /** Resolves when the state of an earlier life is restored and published. */
  readonly ready: Promise<void>;
  answer(message: unknown, sender: CommandSender | null): Promise<Reply<unknown>>;
  /** A page of Calltag opened; call the answer when it closes. */
  viewOpened(): () => void;
  /** Items of `storage.session` changed. */
  storedChanged(keys: readonly string[]): Promise<void>;
  alarm(name: string): Promise<void>;
}

/** The whole background, made of parts; it has no state but what is in here (product.md, "Shape"). */
export function createBackground(parts: BackgroundParts): Background {
  const { stored, browser } = parts;
  const keepalive = createKeepalive(parts);
  const settings = createSettings(stored);
  const session = createSession({ ...parts, settings, keepalive }, { leaving: putAway, changed: personChanged });
  const drafts = createDrafts(parts);
  const history = createHistory(parts);
  const outbox = createOutbox({ ...parts, history });
  const limits = createLimits(stored);
  const lastSave = createLastSave(stored);
  const dialect = (): AttributeDialect => dialectOf(settings.current().dialect);
  const selection = createSelection(stored);
  const presence = createPresence(parts, reconsider);
  const calls = createCalls({ api: session.api, stored, dialect, written }, callsChanged);
  const delivery = createDelivery({ ...parts, api: session.api, outbox, calls, keepalive, limits, dialect }, publish);
  const watch = createWatch(
    { ...parts, session, keepalive },
    {
      connected: () => void catchUp(),
      conversation: (conversation) => void calls.receive(conversation),
      statusChanged() {
        isCurrent = false;
        void publish();
      },
    },
  );
  const writeState = createPublisher(stored, () =>
    composeState({
      settings: settings.current(),
      isSetUp: settings.forSignIn() !== undefined,
      session: session.current(),
      calls: calls.state(),
      changes: outbox.all(),
      watch: watch.status(),
      selectedId: selection.shown(),
      lastSave: lastSave.current(),
      limits: limits.current(),
    }),
  );
  const handlers = createHandlers({
    ...{ settings, session, drafts, outbox, selection, presence, calls, delivery, history, lastSave, limits },
    publish,
    isCurrent: () => isCurrent && watch.isHeard(),
    catchUp,
  });
  /** The channel is open, and what happened before it was, has been read. */
  let isCurrent = false;
  let openDrafts: Draft[] = [];
  let badge: string | undefined;

  function written(leg: LegAddress): Attribute[] {
    const participant = calls.get(leg.conversationId)?.participants.find(({ id }) => id === leg.participantId);
    const sent = outbox
      .of(leg)
      .filter(({ status }) => status === "sending" || status === "sent" || status === "unseen");
    return sent.map(({ name, value }) => asWritten({ name, value, kind: kindOf(participant?.attributes ?? [], name) }));
  }

  async function publish(): Promise<void> {
    await Promise.all([writeState(), showBadge()]);
  }

  async function showBadge(): Promise<void> {
    const next = badgeOf(openDrafts, outbox.all());
    if (next.text === badge) return;
    badge = next.text;
    await browser.setBadge(next);
  }

  async function catchUp(): Promise<void> {
    await calls.load();
    isCurrent = watch.status() === "open" && calls.state().problem === null;
  }

  /** Opens or closes the channel, as is wanted now. */
  function reconsider(): void {
    const current = session.current();
    void watch.update(current.status === "signed-in" ? current.session : undefined, presence.isAnyoneThere());
  }

  /** What one person left, waits for them, and is never sent or shown under another name. */
  async function putAway(): Promise<void> {
    outbox.putAway();
    await Promise.all([
      watch.forget(),
      drafts.putAway(),
      calls.clear(),
      selection.clear(),
      lastSave.forget(),
      delivery.stop(),
    ]);
  }

  async function personChanged(previous: User | undefined): Promise<void> {
    const user = session.user();
    if (!isSamePerson(previous, user)) {
      // Once more: an answer or event may have come while the session was being written.
      await putAway();
      if (user) await Promise.all([outbox.restore(user), drafts.restore(user)]);
      openDrafts = await drafts.all();
    }
    await publish();
    reconsider();
    if (user) void delivery.retryNow(false);
  }

  async function callsChanged(news: readonly Conversation[]): Promise<void> {
    for (const conversation of news) {
      // What is known now may be newer than the news that began this.
      const newest = calls.get(conversation.id) ?? conversation;
      await outbox.judge(newest);
      await sweepDrafts(newest);
    }
    await select();
    await publish();
    if (news.length > 0) void delivery.run();
  }

  /**
   * Drafts that say what is there already: a page that was closed before the answer to its save could not remove them. While
   * a page is open it does so itself: it alone knows whether somebody types on at this very moment.
   */
  async function sweepDrafts({ id: conversationId, participants }: Conversation): Promise<void> {
    if (presence.isViewOpen()) return;
    const settled = openDrafts.flatMap((draft) => {
      const leg = participants.find(({ id }) => draft.conversationId === conversationId && id === draft.participantId);
      if (!leg) return [];
      const reference = {
        server: valueOf(leg.attributes, draft.name),
        pending: outbox.pending(draft, draft.name)?.value,
      };
      return isOpen(draft, reference) ? [] : [{ key: draftKey(draft), value: draft.value }];
    });
    if (settled.length > 0) await drafts.removeSaved(settled);
  }

  /** Which call is shown; ended ones on which nobody's text hangs are forgotten. */
  async function select(): Promise<void> {
    const user = session.user();
    if (!user) return;
    const { conversations } = calls.state();
    const shown = selection.shown();
    const isTyping = openDrafts.some(({ conversationId }) => conversationId === shown);
    const next = selectCall(conversations, user.userId, { picked: selection.picked(), shown, isTyping });
    await selection.show(next);
    for (const conversation of conversations) {
      const isOver = conversation.id !== next && phaseOf(conversation, user.userId) === "ended";
      if (isOver && !isHeld(conversation, openDrafts, outbox.all())) await calls.drop(conversation.id);
    }
  }

  async function restore(): Promise<void> {
    const owners = [settings, session, presence, calls, selection, lastSave, limits];
    await Promise.all(owners.map((owner) => owner.restore()));
    const user = session.user();
    if (user) await Promise.all([outbox.restore(user), drafts.restore(user)]);
    openDrafts = await drafts.all();
    await publish();
    reconsider();
    if (user) {
      void history.prune(user);
      void delivery.run();
    }
  }

  /** One after the other: a later state of a draft must not be overtaken by an earlier one. */
  let mirroring = Promise.resolve();
  async function mirrorDrafts(keys: readonly string[]): Promise<void> {
    const user = session.user();
    if (user) await drafts.mirror(user, keys);
    openDrafts = await drafts.all();
    await showBadge();
  }

  const ready = restore();
  return {
    ready,
    async answer(message, sender) {
      await ready;
      return answerCommand(handlers, message, sender);
    },
    viewOpened() {
      const close = presence.viewOpened();
      return () => {
        close();
        for (const conversation of calls.state().conversations) void sweepDrafts(conversation);
      };
    },
    async storedChanged(keys) {
      if (!keys.some((key) => key.startsWith(draftKeyPrefix))) return;
      await ready;
      // A write that fails (a full disk) must not end the mirroring of the next.
      mirroring = mirroring.catch(() => undefined).then(() => mirrorDrafts(keys));
      await mirroring;
    },
    async alarm(name) {
      await ready;
      if (name === deliveryAlarm) await delivery.run();
      if (name !== watchAlarm) return;
      await presence.check();
      await session.renew(false);
      if (calls.state().problem !== null && presence.isAnyoneThere()) await catchUp();
    },
  };
}

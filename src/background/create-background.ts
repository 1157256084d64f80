import type { Attribute } from "../attributes/attribute.ts";
import { asWritten } from "../attributes/encoding.ts";
import { type MergeRule, mergeRule } from "../attributes/reconcile.ts";
import type { Conversation } from "../genesys/conversation.ts";
import type { AttributeDialect, LegAddress } from "../genesys/dialect.ts";
import type { User } from "../genesys/user.ts";
import type { Reply } from "../protocol/problem.ts";
import { publishedStateKey } from "../protocol/published-state.ts";
import { answerCommand, type CommandSender } from "./answer-commands.ts";
import { createApplying } from "./apply-settings.ts";
import { createCalls } from "./calls.ts";
import { createCatchUp } from "./catch-up.ts";
import { chooseCall } from "./choose-call.ts";
import { createHandlers } from "./command-handlers.ts";
import { composeState } from "./compose-state.ts";
import { createDelivery, deliveryAlarm } from "./delivery.ts";
import { createDrafts } from "./drafts.ts";
import { dialectOf } from "./dialect.ts";
import { createHistory } from "./history.ts";
import { createKeepalive } from "./keepalive.ts";
import { createLastSave } from "./last-save.ts";
import { createLimits } from "./limits.ts";
import { createOutbox } from "./outbox.ts";
import { createNotices } from "./notices.ts";
import { createOpenDrafts } from "./open-drafts.ts";
import { openWork } from "./open-work.ts";
import type { BackgroundParts } from "./parts.ts";
import { createPolicy } from "./policy.ts";
import { createPresence } from "./presence.ts";
import { createPublisher } from "./publish.ts";
import { createSelectedText } from "./selected-text.ts";
import { createSelection } from "./selection.ts";
import { createSession } from "./session.ts";
import { createSettings } from "./settings.ts";
import { isSamePerson } from "./stored-session.ts";
import { createToolbar } from "./toolbar.ts";
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
  /** The organization's policy arrived, or is another one now. */
  policyChanged(): Promise<void>;
  alarm(name: string): Promise<void>;
  /** There is a network again. */
  online(): void;
  /** Somebody chose "Add to call as attribute…" over selected text. */
  textSelected(text: string): Promise<void>;
  /** Somebody clicked a notification. */
  noticeClicked(): Promise<void>;
}

/** The whole background, made of parts; it has no state but what is in here (product.md, "Shape"). */
export function createBackground(parts: BackgroundParts): Background {
  const { stored, browser } = parts;
  const keepalive = createKeepalive(parts);
  const policy = createPolicy(stored);
  const settings = createSettings(stored, policy);
  const session = createSession({ ...parts, settings, keepalive }, { leaving: putAway, changed: personChanged });
  const drafts = createDrafts(parts);
  const history = createHistory({ ...parts, policy });
  const ruleOf = (name: string): MergeRule => mergeRule(policy.tags(), name);
  const outbox = createOutbox({ ...parts, history, ruleOf });
  const limits = createLimits(stored, policy);
  const lastSave = createLastSave(parts);
  const dialect = (): AttributeDialect => dialectOf(settings.current().dialect);
  const selection = createSelection(stored);
  const presence = createPresence(parts, { peopleChanged: reconsider, frontChanged: () => callsChanged([]) });
  const openDrafts = createOpenDrafts({ drafts, outbox, presence, ruleOf });
  const calls = createCalls({ ...parts, api: session.api, policy, dialect, written }, callsChanged);
  const work = () => openWork(openDrafts.all(), outbox.all(), calls.state().conversations, ruleOf);
  const showToolbar = createToolbar({
    ...{ browser, session, calls, selection, work },
    begun: () => openDrafts.begun().length,
    isMissed: () => settings.forSignIn() !== undefined && presence.isGenesysOpen(),
  });
  const notices = createNotices({
    ...{ stored, browser },
    isViewOpen: () => presence.isViewOpen(),
    isWanted: () => settings.current().notify,
  });
  const takeSelectedText = createSelectedText({ stored, session, calls, selection, limits });
  const delivery = createDelivery({ ...parts, api: session.api, outbox, calls, keepalive, limits, dialect }, publish);
  const watch = createWatch(
    { ...parts, session, keepalive },
    {
      connected: () => void catchUp.read(),
      conversation: (conversation) => void calls.receive(conversation),
      statusChanged() {
        catchUp.unheard();
        void publish();
        // Without a channel there is at least the list.
        if (watch.status() === "lost" && calls.state().status === "loading") void catchUp.read();
      },
    },
  );
  const catchUp = createCatchUp({ ...parts, calls, isOpen: () => watch.status() === "open" });
  const writeState = createPublisher(stored.session, publishedStateKey, () =>
    composeState({
      settings: settings.current(),
      isSetUp: settings.forSignIn() !== undefined,
      session: session.current(),
      calls: calls.state(),
      changes: outbox.all(),
      watch: watch.status(),
      selectedId: selection.shown(),
      front: presence.front(),
      lastSave: lastSave.current(),
      limits: limits.current(),
      policy,
    }),
  );
  const settingsBecome = createApplying({ settings, session, calls, publish });
  const handlers = createHandlers({
    ...{ policy, settings, session, drafts, outbox, selection, presence, calls, delivery, history, lastSave, limits },
    clock: parts.clock,
    publish,
    settingsBecome,
    isCurrent: () => catchUp.isCurrent() && watch.isHeard(),
    async catchUp() {
      watch.hurry();
      await catchUp.read();
    },
  });

  function written(leg: LegAddress): Attribute[] {
    const sent = outbox
      .of(leg)
      .filter(({ status }) => status === "sending" || status === "sent" || status === "unseen");
    return sent.map(({ name, value }) => asWritten({ name, value, kind: calls.kindOf(leg, name) }));
  }

  async function publish(): Promise<void> {
    await Promise.all([writeState(), tell()]);
  }

  /** Says outside of the pages how the work stands. */
  async function tell(): Promise<void> {
    await Promise.all([showToolbar(), notices.look(work())]);
  }

  /** Opens or closes the channel, as is wanted now. */
  function reconsider(): void {
    const current = session.current();
    watch.update(current.status === "signed-in" ? current.session : undefined, presence.isAnyoneThere());
    void showToolbar();
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
      await openDrafts.reload();
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
      await openDrafts.sweep(newest);
    }
    const user = session.user();
    if (user) await chooseCall({ calls, selection, openDrafts, outbox, presence }, user.userId);
    await publish();
    if (news.length > 0) void delivery.run();
  }

  async function restore(): Promise<void> {
    const owners = [policy, settings, session, presence, calls, selection, lastSave, limits, notices];
    await Promise.all(owners.map((owner) => owner.restore()));
    const user = session.user();
    if (user) await Promise.all([outbox.restore(user), drafts.restore(user)]);
    await openDrafts.reload();
    await publish();
    reconsider();
    if (user) {
      void history.prune(user);
      void delivery.run();
    }
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
      watch.hurry();
      void ready.then(() => notices.seen());
      return () => {
        close();
        for (const conversation of calls.state().conversations) void openDrafts.sweep(conversation);
      };
    },
    async storedChanged(keys) {
      await ready;
      await openDrafts.changed(session.user(), keys);
      await tell();
    },
    policyChanged: () => ready.then(() => settingsBecome(() => policy.restore())),
    async alarm(name) {
      await ready;
      if (name === deliveryAlarm) await delivery.run();
      if (name !== watchAlarm) return;
      await presence.check();
      watch.check();
      await session.renew(false);
      if (presence.isAnyoneThere()) await catchUp.tick();
    },
    online() {
      watch.hurry();
    },
    async textSelected(text) {
      // At once, while it is the person's doing: what the popup is to show, it is told later.
      void browser.openPopup();
      await ready;
      await takeSelectedText(text);
    },
    noticeClicked: () => browser.openPopup("window"),
  };
}

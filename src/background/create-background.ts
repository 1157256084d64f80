import type { Attribute } from "../attributes/attribute.ts";
import { type MergeRule, mergeRule } from "../attributes/reconcile.ts";
import type { Conversation } from "../genesys/conversation.ts";
import type { AttributeDialect, LegAddress } from "../genesys/dialect.ts";
import type { User } from "../genesys/user.ts";
import { publishedStateKey } from "../protocol/published-state.ts";
import { answerCommand } from "./answer-commands.ts";
import type { Background } from "./background.ts";
import { createApplying } from "./apply-settings.ts";
import { createCalls } from "./calls.ts";
import { createCatchUp } from "./catch-up.ts";
import type { ChangeRecord } from "./change-record.ts";
import { chooseCall } from "./choose-call.ts";
import { createHandlers } from "./command-handlers.ts";
import { composeState } from "./compose-state.ts";
import { checkConnection } from "./connection-check.ts";
import { createDelivery } from "./delivery.ts";
import { createDrafts } from "./drafts.ts";
import { dialectOf } from "./dialect.ts";
import { createExternalTag } from "./external-tag.ts";
import { createLanguage } from "./follow-language.ts";
import { createHistory } from "./history.ts";
import { createKeepalive } from "./keepalive.ts";
import { createLastSave } from "./last-save.ts";
import { createLimits } from "./limits.ts";
import { createOutsideCalls } from "./outside-calls.ts";
import { createMasks } from "./masks.ts";
import { createOutbox } from "./outbox.ts";
import { createOpenDrafts } from "./open-drafts.ts";
import { openWork } from "./open-work.ts";
import type { BackgroundParts } from "./parts.ts";
import { createPolicy } from "./policy.ts";
import { createPresence } from "./presence.ts";
import { createPublisher } from "./publish.ts";
import { createPutAway } from "./put-away.ts";
import { createSelectedText } from "./selected-text.ts";
import { createSelection } from "./selection.ts";
import { createSaveEdits } from "./save-edits.ts";
import { createSession } from "./session.ts";
import { createSettings } from "./settings.ts";
import { createSigns } from "./signs.ts";
import { createSources } from "./sources/sources.ts";
import { isSamePerson } from "./stored-session.ts";
import { createTakeBack } from "./take-back.ts";
import { createTakeOver } from "./take-over.ts";
import { deliveryAlarm } from "./wake-up.ts";
import { createWatch, watchAlarm } from "./watch.ts";
import { writtenValues } from "./written-values.ts";

/** The whole background, made of parts; it has no state but what is in here (product.md, "Shape"). */
export function createBackground(parts: BackgroundParts): Background {
  const { clock, stored, browser } = parts;
  const keepalive = createKeepalive(parts);
  const policy = createPolicy(stored);
  const settings = createSettings(stored, policy);
  const session = createSession(
    { ...parts, settings, keepalive },
    { leaving: () => putAway(), changed: personChanged },
  );
  const followLanguage = createLanguage(browser, settings);
  const ruleOf = (name: string): MergeRule => mergeRule(policy.tags(), name);
  const masks = createMasks({ ...parts, policy, ruleOf });
  const drafts = createDrafts({ ...parts, masks });
  const history = createHistory({ ...parts, policy, settings });
  const confirmed = (changes: readonly ChangeRecord[]): void => void externalTag.confirmed(changes);
  const lastSave = createLastSave(parts);
  const outbox = createOutbox({ ...parts, history, ruleOf, confirmed, lastSave });
  const limits = createLimits(stored, policy);
  const dialect = (): AttributeDialect => dialectOf(settings.current().dialect);
  const selection = createSelection(stored);
  const peopleChanged = (): void => void ready.then(reconsider);
  const presence = createPresence(parts, { peopleChanged, frontChanged: () => callsChanged([]) });
  const outsider = (id: string): string | undefined => outside.outsider(id);
  const isCurrent = (id: string): boolean => catchUp.isCurrent() && watch.isHeard() && outsider(id) === undefined;
  const calls = createCalls({ ...parts, api: session.api, policy, dialect, outsider, written, outbox }, callsChanged);
  const openDrafts = createOpenDrafts({ clock, drafts, outbox, presence, masks, ruleOf, calls });
  const takeOver = createTakeOver({ session, outbox, drafts, openDrafts });
  const work = () => openWork(openDrafts.all(), outbox.all(), calls.state().conversations, ruleOf);
  const signs = createSigns({
    ...{ stored, browser, settings, session, calls, selection, presence, policy, work },
    begun: () => openDrafts.begun().length,
  });
  const takeSelectedText = createSelectedText({ stored, session, calls, selection, limits });
  const outside = createOutsideCalls({ ...parts, calls, session, presence, selection, openDrafts, outbox }, publish);
  const externalTag = createExternalTag({ ...parts, api: session.api, policy, outbox, calls }, publish);
  const delivery = createDelivery(
    {
      ...{ ...parts, api: session.api, outbox, calls, keepalive, limits, dialect, masks },
      ...{ isCurrent, breaks: () => catchUp.breaks() },
      accepted: (leg) => externalTag.accepted(leg),
    },
    publish,
  );
  const watch = createWatch(
    { ...parts, session, keepalive, isSeen: () => presence.isViewOpen() },
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
  const catchUp = createCatchUp({ ...parts, calls, status: () => watch.status(), changed: () => void publish() });
  const compose = () =>
    composeState({
      ...{ settings: settings.current(), isSetUp: settings.forSignIn() !== undefined, session: session.current() },
      ...{ calls: calls.state(), changes: outbox.onDisk(), refused: outside.refused(), lastSave: lastSave.current() },
      ...{ selectedId: selection.shown(), front: presence.front(), limits: limits.current() },
      ...{ sources: sources.of(selection.shown()), tagProblems: externalTag.problems() },
      ...{ watch: catchUp.isOverdue() ? "lost" : watch.status(), policy, masks },
    });
  const writeState = createPublisher(stored.session, publishedStateKey, compose, () => masks.items());
  const saveEdits = createSaveEdits({
    ...{ clock, session, outbox, calls, delivery, lastSave, limits, policy, publish, masks, openDrafts, ruleOf },
  });
  const takeBack = createTakeBack({ saveEdits, outbox, ruleOf });
  const sources = createSources(
    {
      ...{ clock, stored, api: session.api, calls, masks },
      user: () => session.user(),
      sources: () => policy.current().sources,
      rules: () => policy.rules(),
      ...{ outbox, openDrafts, saveEdits, takeBack },
    },
    publish,
  );
  const putAway = createPutAway({
    ...{ outbox, watch, drafts, calls, selection, lastSave, sources, delivery, externalTag, masks },
  });
  const settingsBecome = createApplying({ settings, session, calls, publish });
  const handlers = createHandlers({
    ...{ settings, session, drafts, outbox, selection, presence, calls, delivery, history, lastSave, limits, sources },
    ...{ policy, masks, saveEdits, takeBack, outside, publish, settingsBecome },
    checkConnection: () => checkConnection({ ...parts, settings, session, presence, watch, policy }),
    async catchUp() {
      watch.hurry();
      await catchUp.read();
    },
  });

  function written(leg: LegAddress): Attribute[] {
    return writtenValues(outbox.of(leg), (change) => calls.kindOf(change));
  }

  async function publish(): Promise<void> {
    await followLanguage();
    // First what the pages wait for.
    await Promise.all([writeState(), Promise.resolve().then(() => signs.show())]);
  }

  /** Opens or closes the channel, as is wanted now. */
  function reconsider(): void {
    const current = session.current();
    watch.update(current.status === "signed-in" ? current.session : undefined, presence.isAnyoneThere());
    void signs.showToolbar();
  }

  async function personChanged(previous: User | undefined): Promise<void> {
    const user = session.user();
    if (!isSamePerson(previous, user)) {
      // Once more: an answer or event may have come while the session was being written.
      await putAway();
      await takeOver.take();
    }
    await publish();
    reconsider();
    if (!user) return;
    void delivery.retryNow(false);
    externalTag.run();
  }

  async function callsChanged(news: readonly Conversation[]): Promise<void> {
    for (const conversation of news) {
      // What is known now may be newer than the news that began this.
      const newest = calls.get(conversation.id) ?? conversation;
      await outbox.judge(newest).catch(() => undefined); // A full disk: in memory it is judged.
      await openDrafts.sweep(newest.id);
    }
    const user = session.user();
    if (user) await chooseCall({ calls, selection, openDrafts, outbox, presence, outside }, user.userId);
    await publish();
    if (news.length > 0) void delivery.run();
    void sources.consider();
  }

  async function restore(): Promise<void> {
    const owners = [policy, settings, session, presence, calls, selection, lastSave, limits, signs, sources, masks];
    await Promise.all([...owners, externalTag].map((owner) => owner.restore()));
    await takeOver.take();
    await settingsBecome();
    reconsider();
    const user = session.user();
    if (user) {
      history.prune(user).catch(() => undefined);
      void delivery.run();
      externalTag.run();
    }
  }

  const ready = restore();
  return {
    ready,
    async answer(message, sender) {
      await ready;
      return answerCommand(handlers, message, sender, session.user());
    },
    viewOpened() {
      watch.hurry();
      void ready.then(() => signs.seen());
      return outside.viewOpened(() => {
        if (selection.pickedAmong() && !presence.isViewOpen()) void selection.unpick().then(() => callsChanged([]));
        for (const { id } of calls.state().conversations) void openDrafts.sweep(id);
      });
    },
    async storedChanged(keys) {
      await ready;
      await openDrafts.changed(session.user(), keys);
      await signs.show();
    },
    async policyChanged() {
      await ready;
      await settingsBecome(() => policy.restore().then(() => drafts.maskAnew()));
      void sources.consider();
    },
    async alarm(name) {
      await ready;
      if (name === deliveryAlarm) await delivery.run();
      if (name !== watchAlarm) return;
      await presence.check();
      watch.check();
      await session.renew(false);
      if (await takeOver.again()) await publish().then(() => delivery.run());
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

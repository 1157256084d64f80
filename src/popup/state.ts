import { batch, computed, effect, signal } from "@preact/signals";
import browser from "webextension-polyfill";
import { isOnItsWay } from "../attributes/change.ts";
import { message } from "../platform/i18n.ts";
import { leftTextKey } from "../protocol/adding.ts";
import { addingKeyPrefix, draftKeyPrefix, placeKey } from "../protocol/draft-key.ts";
import {
  type PublishedState,
  publishedStateKey,
  publishedStateSchema,
  type ShownCall,
} from "../protocol/published-state.ts";
import { createAccount } from "./account.ts";
import { createAdding } from "./adding.ts";
import { createArrivals } from "./arrivals.ts";
import { createDiscarding } from "./discarding.ts";
import { createDraftStore } from "./draft-store.ts";
import { createEditing } from "./editing.ts";
import { createHistory } from "./history.ts";
import { createNews } from "./news.ts";
import { createLeftText } from "./left-text.ts";
import { createNotices } from "./notices.ts";
import { createPasting } from "./pasting.ts";
import { rememberFilter } from "./remember-filter.ts";
import { createRevealing } from "./revealing.ts";
import { createSaving } from "./saving.ts";
import { createShown } from "./shown.ts";
import { createSources } from "./sources.ts";
import { createStraying } from "./straying.ts";
import { createTagging } from "./tagging.ts";
import { createUndo } from "./undo.ts";
import { createView } from "./view.ts";
import { openViewPort, type ViewDocument } from "./view-port.ts";

type Changes = Record<string, { oldValue?: unknown; newValue?: unknown }>;

/** News that come one upon the other bring the state themselves. */
const rereadsAtMost = 5;

interface Parts {
  /** Is the person in the middle of a text? Only a page can tell. */
  readonly isTyping: (call: ShownCall) => boolean;
  readonly page: ViewDocument;
  /** When the page has been painted for the first time; at once where nothing is. */
  readonly painted?: Promise<void>;
}

/** Everything the pages show and do: the published state, drafts, and the commands. Nothing else in the popup talks to the browser. */
export function createState({ isTyping, page, painted }: Parts) {
  const area = browser.storage.session;
  const published = signal<PublishedState | undefined>(undefined);
  const notices = createNotices();
  /** Whose drafts are shown and written: also while the account is being renewed. */
  const owner = signal("");
  function keepFailed(): void {
    notices.fail({ text: message("draftNotKept"), correlationId: undefined });
  }
  const drafts = createDraftStore({
    area,
    mayKeep: () => published.value?.account.status === "signed-in",
    owner,
    onFailure: keepFailed,
  });
  const looks = createView(browser.storage.local);
  const shown = createShown(published, drafts.all, looks);
  const filter = rememberFilter(area, shown.filter);
  const discarding = createDiscarding({ shown, drafts, notices });
  const tellLeftText = createLeftText(area, notices);
  const adding = createAdding({
    ...{ area, published, notices, shown, owner, onFailure: keepFailed },
    onBusy: (text) => {
      tellLeftText({ reason: "busy", text });
    },
  });
  const revealing = createRevealing({ notices, shown });
  const arrivals = createArrivals({ published, shown, notices, isTyping });
  const pasting = createPasting();
  const account = createAccount({ published, notices, owner, reread, pasting, leaveFor: arrivals.leaveFor });
  const port = openViewPort(page, painted);
  function forgetPerson(): void {
    discarding.forget();
    revealing.hideAll();
    filter.forget();
    notices.clear();
  }
  const tellNews = createNews(notices, shown.labelOf);
  let heardStates = 0;
  let isThere = false;

  function publish(item: unknown): void {
    const parsed = publishedStateSchema.safeParse(item);
    const before = published.peek();
    const from = shown.call.peek()?.conversationId;
    const who = parsed.success ? parsed.data.account : undefined;
    const lastOwner = owner.peek();
    if (parsed.success) arrivals.arrive(parsed.data);
    batch(() => {
      if (who?.status === "signed-in") owner.value = who.owner;
      published.value = parsed.success ? parsed.data : undefined;
    });
    if (parsed.success) notices.outlive({ from, to: shown.call.peek()?.conversationId }, parsed.data.changes);
    if (parsed.success && parsed.data.settings.region !== before?.settings.region)
      account.hosts.look().catch(() => undefined);
    // What one person discarded is not for another to take back; and after a sign-out for nobody.
    const isOut = who?.status === "signed-out" || who?.status === "setup-needed";
    const isAnother = who?.status === "signed-in" && who.owner !== lastOwner;
    if (isThere && (isOut || isAnother)) forgetPerson();
    if (isOut) isThere = false;
    if (who?.status === "signed-in" && (isAnother || !isThere)) {
      isThere = true;
      Promise.all([looks.restore(who.owner), filter.restore(who.owner)]).catch(() => undefined);
    }
    if (parsed.success) tellNews(before, parsed.data);
  }
  async function reread(): Promise<void> {
    for (let reads = 1; reads <= rereadsAtMost; reads += 1) {
      const heard = heardStates;
      const item = (await area.get([publishedStateKey]))[publishedStateKey];
      if (heard === heardStates) {
        publish(item);
        return;
      }
      // News overtook the answer, on a busy machine: which of the two is older, nobody can say.
    }
  }
  function onChanged(changes: Changes, areaName: string): void {
    if (areaName === "local") looks.changed(changes);
    if (areaName !== "session") return;
    const state = changes[publishedStateKey];
    if (state) {
      heardStates += 1;
      publish(state.newValue);
    }
    for (const [key, { oldValue, newValue }] of Object.entries(changes))
      if (key.startsWith(draftKeyPrefix)) drafts.changed(key, oldValue, newValue);
      else if (key.startsWith(addingKeyPrefix)) adding.changed(key, oldValue, newValue);
      else if (key === leftTextKey) tellLeftText(newValue);
  }
  async function load(): Promise<void> {
    const items = await area.get(null);
    drafts.loaded(items);
    adding.loaded(items);
    tellLeftText(items[leftTextKey]);
    // What was heard meanwhile is newer than what was read.
    if (heardStates === 0) publish(items[publishedStateKey]);
  }

  browser.storage.onChanged.addListener(onChanged);
  const loading = load();
  // A draft that says what is there is none any more: were it kept, the next change elsewhere would look like a conflict. Nor is
  // one that says what is on its way: the answer to its save may never have come, and an undo would bring the text up again.
  const stopTidying = effect(() => {
    const done = shown.rows.value.filter(({ change, draft }) => !draft && (!change || isOnItsWay(change)));
    drafts.remove(done.map(placeKey));
  });

  return {
    published,
    orphaned: port.orphaned,
    /** Is the list of keys open? */
    keysShown: signal(false),
    drafts: drafts.all,
    notices,
    shown,
    view: looks.view,
    ...looks.actions,
    /** What a sign-out would lose. */
    unsaved: computed(() => {
      const pending = (published.value?.changes ?? []).filter(({ status }) => status !== "sent" && status !== "unseen");
      return new Set([...drafts.all.value.keys(), ...pending.map(placeKey)]).size + adding.written.value.length;
    }),
    loading,
    ...createEditing({ shown, drafts, discarding, notices }),
    ...createTagging({ shown, drafts, discarding, notices }),
    ...adding.actions,
    ...createSaving({ published, shown, drafts, notices, discarding, reread }),
    ...createUndo({ published, shown, drafts, discarding, notices, reread }),
    ...createStraying({ published, shown, drafts, discarding, notices }),
    ...createSources({ published, shown, drafts, notices, reread }),
    ...createHistory(owner),
    ...revealing,
    pasting,
    ...account,
    arrived: arrivals.arrived,
    dismissArrival: arrivals.dismissArrival,
    stop: (): void => {
      browser.storage.onChanged.removeListener(onChanged);
      stopTidying();
      filter.stop();
      account.hosts.stop();
      revealing.hideAll();
      port.close();
    },
  };
}
export type PopupState = ReturnType<typeof createState>;

import * as z from "zod/mini";
import { type Attribute, kindOf } from "../attributes/attribute.ts";
import { listCalls, readCall } from "../genesys/calls.ts";
import { type Conversation, conversationSchema } from "../genesys/conversation.ts";
import type { AttributeDialect, LegAddress } from "../genesys/dialect.ts";
import { type GenesysError, isFinal, type Result } from "../genesys/errors.ts";
import { asEnded, isInAfterCallWork } from "../genesys/legs.ts";
import { readCallAs } from "../genesys/outside-call.ts";
import type { Api } from "../genesys/user.ts";
import { readItem, type Stored } from "../platform/stored.ts";
import { withKnownNames } from "./keep-names.ts";
import { completeConversation, type KnownAttributes, withKnownKinds } from "./complete-conversation.ts";
import { createDoubts, isSaid, looksAtMost } from "./doubts.ts";
import { noLongerThan } from "./no-longer-than.ts";
import type { Outbox } from "./outbox.ts";
import type { BackgroundParts } from "./parts.ts";
import { createPublisher } from "./publish.ts";
import type { PolicyKeeper } from "./policy.ts";
import type { WrittenAs } from "./written-values.ts";

/** The last snapshots, in `storage.session`: after a killed worker a save can be judged at once. */
const snapshotsKey = "snapshots";
const snapshotsSchema = z.array(conversationSchema);

export interface CallsState {
  readonly status: "loading" | "ready" | "failed";
  readonly problem: GenesysError | null;
  readonly conversations: readonly Conversation[];
}

/** One snapshot per conversation: what the server last said. */
export interface Calls {
  restore(): Promise<void>;
  state(): CallsState;
  get(conversationId: string): Conversation | undefined;
  /** Did an event come that is not believed yet? Then what is known may be old. */
  isInDoubt(conversationId: string): boolean;
  /** In which a change is to be written, where the dialect has any but strings: as the policy says, else as its source has it, else as the server has it there. */
  kindOf(change: WrittenAs): Attribute["kind"];
  /** A snapshot from the channel. */
  receive(conversation: Conversation): Promise<void>;
  /** Reads the person's calls; those that are no longer among them have ended. */
  load(): Promise<void>;
  /**
   * Reads one call. The answer is dropped if an event came meanwhile, for events are newer as a rule; where the two differ, the
   * call is read again. Returned is what is known then.
   */
  read(conversationId: string): Promise<Result<Conversation>>;
  /** Forgets an ended call that nothing holds any more. */
  drop(conversationId: string): Promise<void>;
  clear(): Promise<void>;
}

interface CallsParts extends Pick<BackgroundParts, "clock"> {
  readonly api: Api;
  readonly stored: Stored;
  readonly policy: PolicyKeeper;
  readonly dialect: () => AttributeDialect;
  /** Who looks at a call from outside; `undefined` where it is one of the person's own. */
  readonly outsider: (conversationId: string) => string | undefined;
  /** What was just written to a leg, of the kind in which it was written. */
  readonly written: (leg: LegAddress) => readonly Attribute[];
  /** Is told of events that may be old and of what was known until now: `changed` says nothing of either. */
  readonly outbox: Pick<Outbox, "glimpse" | "supersede">;
}
/** An event that is doubted is shown after this, whether the look was answered or not. */
const lookFor = 1_000;

/** `changed` is called with the conversations of which there is news; an empty list: the status changed. */
export function createCalls(
  { clock, api, stored, policy, dialect, outsider, written, outbox }: CallsParts,
  changed: (conversations: readonly Conversation[]) => Promise<void>,
): Calls {
  let snapshots = new Map<string, Conversation>();
  /** The latest news of each conversation, of which no two are alike: so a GET can tell that some overtook it. */
  let events = new Map<string, symbol>();
  let status: CallsState["status"] = "loading";
  let problem: GenesysError | null = null;
  let loading: Promise<void> | undefined;
  const inDoubt = new Set<Conversation>();
  const doubts = createDoubts({ clock, written });
  const store = createPublisher(stored.session, snapshotsKey, () => [...snapshots.values()]);

  async function keep(news: readonly Conversation[]): Promise<void> {
    for (const one of news) {
      const before = snapshots.get(one.id) ?? one;
      outbox.supersede(before, one);
      snapshots.set(one.id, withKnownNames(one, before));
    }
    // First what people look at: both items go through the browser to every open page, one behind the other.
    const told = changed(news);
    await Promise.all([told, told.then(store, store)]);
  }

  /** What a read shows overtakes whatever was asked for before it, as an event does. */
  function keepRead(news: readonly Conversation[]): Promise<void> {
    for (const { id } of news) heard(id);
    return keep(news);
  }
  function heard(id: string): void {
    events.set(id, Symbol(id));
  }

  async function loadOnce(): Promise<void> {
    const [known, before] = [events, new Map(events)];
    const answer = await listCalls(api);
    if (!answer.ok) {
      problem = answer.error;
      if (snapshots.size === 0) status = "failed";
      return changed([]);
    }
    status = "ready";
    problem = null;
    const isUntouched = (id: string): boolean => events === known && events.get(id) === before.get(id);
    const listed = new Set(answer.value.map(({ id }) => id));
    const unlisted = [...snapshots.values()].filter(({ id }) => !listed.has(id) && outsider(id) === undefined);
    const gone = await Promise.all(unlisted.map(whatBecameOf));
    const listedWhole = await Promise.all(answer.value.map((one) => complete(one, knownOf(one.id))));
    const whole = listedWhole.flatMap((result) => (result.ok ? [result.value] : []));
    problem = listedWhole.find((result) => !result.ok)?.error ?? null;
    for (const { id } of [...whole, ...gone]) doubts.wasRead(id);
    const overtaken = whole.filter((conversation) => !isUntouched(conversation.id) && !isKnown(conversation));
    await keepRead([...whole, ...gone].filter(({ id }) => isUntouched(id)));
    await Promise.all(overtaken.map(({ id }) => look(id)));
  }

  /** One at a time; who asks while one is under way gets one that begins after, for the first may miss what just happened. */
  function load(): Promise<void> {
    const mine = (loading ?? Promise.resolve()).then(loadOnce).finally(() => {
      if (loading === mine) loading = undefined;
    });
    loading = mine;
    return mine;
  }

  /** Does what is known say the same? */
  function isKnown(conversation: Conversation): boolean {
    const known = snapshots.get(conversation.id);
    return known !== undefined && isSaid(known, conversation, written);
  }

  /** A call that is not listed. In after-call work it may still be there: "can still be returned" (2.3 [OBS]) is all that is known. */
  async function whatBecameOf(conversation: Conversation): Promise<Conversation> {
    if (!conversation.participants.some(isInAfterCallWork)) return asEnded(conversation);
    const answer = await readCall(api, conversation.id);
    if (!answer.ok) return answer.error.kind === "not-found" ? asEnded(conversation) : conversation;
    const whole = await complete(answer.value, knownOf(conversation.id));
    return whole.ok ? whole.value : conversation;
  }

  /** As it is now: a change that the very next snapshot confirms is forgotten with it. */
  function knownOf(conversationId: string): KnownAttributes {
    const known = new Map(
      snapshots
        .get(conversationId)
        ?.participants.map(({ id, attributes }) => [
          id,
          [...written({ conversationId, participantId: id }), ...attributes],
        ]),
    );
    return ({ id }) => known.get(id) ?? [];
  }

  /** With the attributes as the dialect has them. */
  function complete(conversation: Conversation, known: KnownAttributes): Promise<Result<Conversation>> {
    return completeConversation(conversation, known, { api, dialect: dialect() });
  }

  async function look(conversationId: string, vanished = end): Promise<Result<Conversation>> {
    for (let looks = 1; ; looks += 1) {
      const before = events.get(conversationId);
      const viewer = outsider(conversationId);
      const answer = await readCallAs(api, conversationId, viewer);
      const known = snapshots.get(conversationId);
      if (!answer.ok) {
        // Who is not on it, and may not look at it, learns no more of it. What came since this was asked is newer.
        const isGone = viewer === undefined ? answer.error.kind === "not-found" : isFinal(answer.error);
        if (isGone && known && events.get(conversationId) === before) await vanished(known);
        return answer;
      }
      const whole = await complete(answer.value, () => []);
      if (!whole.ok) return whole;
      const newer = events.get(conversationId) === before ? undefined : snapshots.get(conversationId);
      if (!newer) {
        await keepRead([whole.value]);
        return whole;
      }
      if (looks === looksAtMost || isKnown(whole.value)) return { ok: true, value: newer };
    }
  }

  const end = (known: Conversation): Promise<void> => keep([asEnded(known)]);
  /** Nobody waits for the look longer than a person would for the event. Not there, and yet there is news of it: the list decides. */
  async function lookAfter(event: Conversation): Promise<Result<Conversation> | undefined> {
    inDoubt.add(event);
    const answer = await noLongerThan(clock, lookFor, look(event.id, outsider(event.id) === undefined ? load : end));
    inDoubt.delete(event);
    return answer;
  }

  return {
    async restore() {
      const found = await readItem(stored.session, snapshotsKey, snapshotsSchema);
      snapshots = new Map(found?.map((conversation) => [conversation.id, conversation]));
      if (found) status = "ready";
    },
    state: () => ({ status, problem, conversations: [...snapshots.values()] }),
    get: (conversationId) => snapshots.get(conversationId),
    isInDoubt: (conversationId) => [...inDoubt].some(({ id }) => id === conversationId),
    kindOf({ conversationId, participantId, name, kind }) {
      const leg = snapshots.get(conversationId)?.participants.find(({ id }) => id === participantId);
      return dialect().read ? policy.rules().kindOf(name, kindOf(leg?.attributes ?? [], name), kind) : "string";
    },
    async receive(conversation) {
      heard(conversation.id);
      const news = events.get(conversation.id);
      const before = snapshots.get(conversation.id);
      if (before && doubts.arise(conversation, before)) {
        const [answer] = await Promise.all([lookAfter(conversation), outbox.glimpse(conversation)]);
        if (answer?.ok === true || events.get(conversation.id) !== news) return;
      }
      if (!dialect().read) return keep([conversation]);
      // An event's attributes are text; where the dialect knows more, it is asked, unless the next event is faster.
      const known = knownOf(conversation.id);
      await keep([withKnownKinds(conversation, known)]);
      const whole = await complete(conversation, known);
      if (whole.ok && events.get(conversation.id) === news) await keep([whole.value]);
    },
    load,
    async read(conversationId) {
      const answer = await look(conversationId);
      if (answer.ok || answer.error.kind === "not-found") doubts.wasRead(conversationId);
      return answer;
    },
    async drop(conversationId) {
      snapshots.delete(conversationId);
      events.delete(conversationId);
      doubts.forget(conversationId);
      await store();
    },
    async clear() {
      for (const id of snapshots.keys()) doubts.forget(id);
      snapshots.clear();
      events = new Map();
      status = "loading";
      problem = null;
      await store();
    },
  };
}

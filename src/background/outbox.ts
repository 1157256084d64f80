import { isOnItsWay } from "../attributes/change.ts";
import { judgeChain } from "../attributes/change-chain.ts";
import type { MergeRule } from "../attributes/reconcile.ts";
import { valueOf } from "../attributes/attribute.ts";
import type { Participant } from "../genesys/conversation.ts";
import type { User } from "../genesys/user.ts";
import type { Outcome } from "../protocol/history.ts";
import {
  arrivalOf,
  type ChangeRecord,
  changeRecordSchema,
  isOf,
  type Leg,
  resumed,
  type SavedEdit,
} from "./change-record.ts";
import type { History } from "./history.ts";
import type { LastSave } from "./last-save.ts";
import { keptFor, ownerKey, ownerOf } from "./owner.ts";
import { createOwnLists, type OwnLists } from "./own-lists.ts";
import type { BackgroundParts } from "./parts.ts";
import { succeed, withoutRefused } from "./succession.ts";

interface OutboxParts extends Pick<BackgroundParts, "clock" | "database"> {
  readonly history: Pick<History, "note">;
  readonly ruleOf: (name: string) => MergeRule;
  readonly confirmed: (changes: readonly ChangeRecord[]) => void;
  readonly lastSave: Pick<LastSave, "rebase">;
}

/** What is said of a conversation's attributes. */
interface Snapshot {
  readonly id: string;
  readonly participants: readonly Pick<Participant, "id" | "attributes">[];
}

/** Every change from the click on Save until it is confirmed. What is here, is in the encrypted database as well. */
export interface Outbox {
  /** Takes over what this person left; what was being sent has an unclear outcome now. `isSignedIn`: they need not sign in anew. */
  restore(user: User, isSignedIn: boolean): Promise<void>;
  /** Another person, or nobody, is signed in: what is here waits in the database, unsent. */
  putAway(): void;
  forget(user: User): Promise<void>;
  all(): readonly ChangeRecord[];
  of(leg: Leg): ChangeRecord[];
  /** The newest change of an attribute that is on its way; its value is what the person believes to be there. */
  pending(leg: Leg, name: string): ChangeRecord | undefined;
  /** `mustRead`: what is known of the call may be old. `status`: "sending" only for what leaves as soon as it is on disk. */
  add(leg: Leg, edits: readonly SavedEdit[], mustRead: boolean, status?: "waiting" | "sending"): Promise<void>;
  /** Replaces records by what `next` makes of them; those that are gone meanwhile stay gone. */
  update(records: readonly ChangeRecord[], next: (record: ChangeRecord) => ChangeRecord): Promise<void>;
  /** Drops what was not sent. */
  discard(leg: Leg, names: readonly string[]): Promise<void>;
  /** Drops what would change nothing: unsent changes that lead back to where they began. */
  dropIdle(leg: Leg): Promise<void>;
  /** Compares with a new snapshot: confirmed changes are gone, moved ones are conflicts. */
  judge(conversation: Snapshot): Promise<void>;
  /** Takes into account what an event shows that may be an old one: tags that an own list may have been written over. */
  glimpse(event: Snapshot): Promise<void>;
  readonly supersede: OwnLists["supersede"];
}

export function createOutbox({ clock, database, history, ruleOf, confirmed, lastSave }: OutboxParts): Outbox {
  let owner: User | undefined;
  let records = new Map<number, ChangeRecord>();
  const ownLists = createOwnLists({ clock, ruleOf });
  /** No number is given twice, whoever is signed in. */
  let lastOrder = 0;

  function recordKey(user: User, record: ChangeRecord): string {
    return `${ownerKey("change", user)}${record.order.toString()}`;
  }
  async function write(news: readonly ChangeRecord[]): Promise<void> {
    const user = owner;
    if (!user) return;
    for (const record of news) records.set(record.order, record);
    await Promise.all(news.map((record) => database.put(recordKey(user, record), record)));
  }
  /** `outcome`: for the history; `null` where nothing came of it. */
  async function erase(gone: readonly ChangeRecord[], outcome: Outcome | null): Promise<void> {
    const user = owner;
    if (!user || gone.length === 0) return;
    for (const { order } of gone) records.delete(order);
    if (outcome === "confirmed") ownLists.remember(gone);
    if (outcome === "confirmed") confirmed(gone);
    if (outcome) await history.note(user, gone, outcome);
    await database.remove(gone.map((record) => recordKey(user, record)));
  }
  async function note(changes: readonly ChangeRecord[], outcome: Outcome): Promise<void> {
    if (owner && changes.length > 0) await history.note(owner, changes, outcome);
  }
  /** Is this very change still here? An answer may come late, for somebody else's. */
  function isKept(record: ChangeRecord): boolean {
    const kept = records.get(record.order);
    return kept !== undefined && isOf(kept, record) && kept.name === record.name && kept.savedAt === record.savedAt;
  }
  function inOrder(): ChangeRecord[] {
    return [...records.values()].toSorted((a, b) => a.order - b.order);
  }
  function chainOf(leg: Leg, name: string): ChangeRecord[] {
    return inOrder().filter((record) => isOf(leg, record) && record.name === name);
  }
  function namesOf(leg: Leg): ReadonlySet<string> {
    return new Set(inOrder().flatMap((record) => (isOf(leg, record) ? [record.name] : [])));
  }

  /** The chain's text, where somebody else wrote meanwhile: one change, in conflict, for the person to decide. */
  async function setAside(chain: readonly ChangeRecord[]): Promise<void> {
    const [first, last] = [chain[0], chain.at(-1)];
    if (!first || !last) return;
    // At once: until it is written, none of them may be sent.
    for (const { order } of chain.slice(0, -1)) records.delete(order);
    await write([{ ...last, base: first.base, status: "conflict", isUnclear: false, problem: null, retryAt: null }]);
    await note([last], "conflict");
    await erase(chain.slice(0, -1), "conflict");
  }

  /** Somebody else wrote meanwhile: that is merged in, where a rule says how. */
  async function bringTogether(chain: readonly ChangeRecord[], server: string | null): Promise<void> {
    const [first, last] = [chain[0], chain.at(-1)];
    if (!first || !last) return;
    const rule = ruleOf(last.name);
    // While a request is under way nobody knows yet whose value comes last; tags come together whichever does.
    if (rule !== "set" && chain.some(({ status }) => status === "sending")) return;
    if (rule === "ask") return setAside(chain);
    const isUnsent = chain.every((record) => arrivalOf(record) === "unsent");
    const value = rule === "set" ? ownLists.merge(server, [first, ...chain.slice(1)]) : last.value;
    // What was sent may still arrive, and write over what the server shows: only the later one of two stamps needs no mending.
    if (isUnsent ? value === null || value === server : rule === "last") return erase(chain, "confirmed");
    if (isUnsent) {
      ownLists.wasKnown(last, last.name, first.base);
      await write([{ ...last, base: server, value: value ?? "" }]);
      await erase(chain.slice(0, -1), null);
    } else if (value !== null && value !== last.value) {
      await outbox.add(last, [{ name: last.name, base: last.value, value, isMend: true }], false);
    }
  }

  /** What the server's value confirms of an attribute's changes, and whether it shows that somebody else wrote. */
  function judged(leg: Leg, name: string, server: string | null) {
    const chain = chainOf(leg, name);
    const settled = chain.filter((record) => !isOnItsWay(record) && record.value === server);
    const open = chain.filter(isOnItsWay);
    const verdict = judgeChain(
      open.map((record) => ({ base: record.base, value: record.value, arrival: arrivalOf(record) })),
      server,
    );
    const seen = verdict.kind === "confirmed" ? open.slice(0, verdict.confirmed) : [];
    return { confirmed: [...settled, ...seen], moved: verdict.kind === "moved" ? open : [], server };
  }

  const outbox: Outbox = {
    async restore(user, isSignedIn) {
      owner = user;
      records = new Map();
      const tooOld: string[] = [];
      for (const [key, stored] of await database.all(ownerKey("change", user))) {
        const parsed = changeRecordSchema.safeParse(stored);
        if (!parsed.success || clock.now() - parsed.data.savedAt > keptFor) tooOld.push(key);
        else records.set(parsed.data.order, parsed.data);
      }
      lastOrder = Math.max(lastOrder, ...records.keys());
      await database.remove(tooOld);
      await write(inOrder().flatMap((record) => resumed(record, isSignedIn))).catch(() => undefined);
    },
    putAway() {
      owner = undefined;
      ownLists.clear();
      records = new Map();
    },
    async forget(user) {
      await database.remove(await database.keys(ownerKey("change", user)));
      if (owner && ownerOf(owner) === ownerOf(user)) records = new Map();
    },
    all: inOrder,
    of: (leg) => inOrder().filter((record) => isOf(leg, record)),
    pending: (leg, name) => chainOf(leg, name).findLast(isOnItsWay),
    async add(leg, edits, mustRead, status = "waiting") {
      const now = clock.now();
      lastOrder = Math.max(now, lastOrder);
      const successions = edits.map((edit) => {
        lastOrder += 1;
        return succeed(chainOf(leg, edit.name), edit, { leg, order: lastOrder, now, mustRead, status });
      });
      await write(successions.flatMap(({ kept }) => kept));
      await erase(
        successions.flatMap(({ gone }) => gone),
        null,
      );
    },
    async update(chosen, next) {
      const updated = chosen.flatMap((record) => (isKept(record) ? (records.get(record.order) ?? []) : [])).map(next);
      const written = write(updated);
      const refused = updated.filter(({ status }) => status === "failed");
      const followed = refused.map((record) => withoutRefused(chainOf(record, record.name)));
      const inherited = write(followed.flatMap(({ kept }) => kept));
      for (const { kept, gone } of followed) for (const heir of kept) lastSave.rebase(heir, gone);
      await Promise.all([written, inherited]);
      await note(refused, "refused");
      await erase(
        followed.flatMap(({ gone }) => gone),
        null,
      );
    },
    async discard(leg, names) {
      const wanted = new Set(names);
      const unsent = inOrder().filter(
        (record) => isOf(leg, record) && wanted.has(record.name) && arrivalOf(record) === "unsent",
      );
      // At once, before a request for it can leave. What was refused, or is in conflict, is in the history as that.
      const refused = unsent.filter((record) => !isOnItsWay(record));
      await Promise.all([erase(unsent.filter(isOnItsWay), "discarded"), erase(refused, null)]);
    },
    async dropIdle(leg) {
      for (const name of namesOf(leg)) {
        const open = chainOf(leg, name).filter(isOnItsWay);
        const isUnsent = open.every((record) => arrivalOf(record) === "unsent");
        const [first, last] = [open[0], open.at(-1)];
        const isBack = last?.value === first?.base || (last?.isRemoval === true && first?.base === null);
        if (isUnsent && isBack) await erase(open, "discarded");
      }
    },
    async judge({ id: conversationId, participants }) {
      for (const { id, attributes } of participants) {
        const leg = { conversationId, participantId: id };
        const verdicts = [...namesOf(leg)].map((name) => judged(leg, name, valueOf(attributes, name)));
        // All at once: what is published meanwhile shows a save of several attributes confirmed, or not, as a whole; and the next
        // snapshot, which may come meanwhile, finds what this one made of the changes.
        const confirmed = verdicts.flatMap((verdict) => verdict.confirmed);
        await Promise.all([
          erase(confirmed, "confirmed"),
          ...verdicts.map(({ moved, server }) => bringTogether(moved, server)),
        ]);
      }
    },
    async glimpse({ id: conversationId, participants }) {
      for (const { id, attributes } of participants) {
        const leg = { conversationId, participantId: id };
        for (const { name, value } of attributes) {
          if (ruleOf(name) !== "set") continue;
          const edit = ownLists.foreignIn(value, leg, name, chainOf(leg, name).filter(isOnItsWay));
          // No read shows what stood there in between. (What was removed in it may be older than what is known.)
          if (edit) await outbox.add(leg, [{ name, ...edit, isMend: true }], true);
        }
      }
    },
    supersede: ownLists.supersede,
  };
  return outbox;
}

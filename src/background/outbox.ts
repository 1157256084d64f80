import { judgeChain } from "../attributes/change-chain.ts";
import { valueOf } from "../attributes/attribute.ts";
import type { Conversation } from "../genesys/conversation.ts";
import type { User } from "../genesys/user.ts";
import type { Edit } from "../protocol/commands.ts";
import { type ChangeRecord, changeRecordSchema, isOf, type Leg, newChange } from "./change-record.ts";
import { keptFor, ownerKey } from "./owner.ts";
import type { BackgroundParts } from "./parts.ts";

/** Every change from the click on Save until it is confirmed. What is here, is in the encrypted database as well. */
export interface Outbox {
  /** Takes over what this person left; what was being sent has an unclear outcome now. */
  restore(user: User): Promise<void>;
  /** Another person, or nobody, is signed in: what is here waits in the database, unsent. */
  putAway(): void;
  forget(user: User): Promise<void>;
  all(): readonly ChangeRecord[];
  of(leg: Leg): ChangeRecord[];
  /** The newest change of an attribute; its value is what the person believes to be there. */
  pending(leg: Leg, name: string): ChangeRecord | undefined;
  add(leg: Leg, edits: readonly Edit[]): Promise<void>;
  /** Replaces records by what `next` makes of them; those that are gone meanwhile stay gone. */
  update(records: readonly ChangeRecord[], next: (record: ChangeRecord) => ChangeRecord): Promise<void>;
  /** Drops what was not sent. */
  discard(leg: Leg, names: readonly string[]): Promise<void>;
  /** Compares with a new snapshot: confirmed changes are gone, moved ones are conflicts. */
  judge(conversation: Conversation): Promise<void>;
}

/** A request may have carried it out. */
function mayBeOnServer({ status, isUnclear }: ChangeRecord): boolean {
  return status === "sending" || status === "sent" || status === "unseen" || (status === "waiting" && isUnclear);
}

export function createOutbox({ clock, database }: Pick<BackgroundParts, "clock" | "database">): Outbox {
  let owner: User | undefined;
  let records = new Map<number, ChangeRecord>();

  function recordKey(user: User, record: ChangeRecord): string {
    return `${ownerKey("change", user)}${record.order.toString()}`;
  }
  async function write(news: readonly ChangeRecord[]): Promise<void> {
    const user = owner;
    if (!user) return;
    for (const record of news) records.set(record.order, record);
    await Promise.all(news.map((record) => database.put(recordKey(user, record), record)));
  }
  async function erase(gone: readonly ChangeRecord[]): Promise<void> {
    const user = owner;
    if (!user || gone.length === 0) return;
    for (const { order } of gone) records.delete(order);
    await database.remove(gone.map((record) => recordKey(user, record)));
  }
  function inOrder(): ChangeRecord[] {
    return [...records.values()].toSorted((a, b) => a.order - b.order);
  }
  function chainOf(leg: Leg, name: string): ChangeRecord[] {
    return inOrder().filter((record) => isOf(leg, record) && record.name === name);
  }

  /** The chain's text, where somebody else wrote meanwhile: one change, in conflict, for the person to decide. */
  async function setAside(chain: readonly ChangeRecord[]): Promise<void> {
    const [first, last] = [chain[0], chain.at(-1)];
    if (!first || !last) return;
    await write([{ ...last, base: first.base, status: "conflict", isUnclear: false, problem: null, retryAt: null }]);
    await erase(chain.slice(0, -1));
  }

  async function judgeAttribute(chain: readonly ChangeRecord[], server: string | null): Promise<void> {
    const settled = chain.filter(
      ({ status, value }) => (status === "failed" || status === "conflict") && value === server,
    );
    await erase(settled);
    const open = chain.filter(({ status }) => status !== "failed" && status !== "conflict");
    const verdict = judgeChain(
      open.map((record) => ({ ...record, mayHaveArrived: mayBeOnServer(record) })),
      server,
    );
    switch (verdict.kind) {
      case "confirmed":
        return erase(open.slice(0, verdict.confirmed));
      case "moved":
        // While a request is under way nobody knows yet whose value comes last.
        return open.some(({ status }) => status === "sending") ? undefined : setAside(open);
      case "not-yet-visible":
        return undefined;
    }
  }

  return {
    async restore(user) {
      owner = user;
      records = new Map();
      const tooOld: string[] = [];
      for (const [key, stored] of await database.all(ownerKey("change", user))) {
        const parsed = changeRecordSchema.safeParse(stored);
        if (!parsed.success || clock.now() - parsed.data.savedAt > keptFor) tooOld.push(key);
        else records.set(parsed.data.order, parsed.data);
      }
      await database.remove(tooOld);
      const interrupted = inOrder().filter(({ status }) => status === "sending");
      await write(interrupted.map((record) => ({ ...record, status: "waiting", isUnclear: true })));
    },
    putAway() {
      owner = undefined;
      records = new Map();
    },
    async forget(user) {
      await database.remove([...(await database.all(ownerKey("change", user))).keys()]);
      records = new Map();
    },
    all: inOrder,
    of: (leg) => inOrder().filter((record) => isOf(leg, record)),
    pending: (leg, name) => chainOf(leg, name).at(-1),
    async add(leg, edits) {
      const now = clock.now();
      let order = Math.max(now, ...records.keys());
      const fresh: ChangeRecord[] = [];
      const replaced: ChangeRecord[] = [];
      for (const { name, value, base } of edits) {
        const previous = chainOf(leg, name).at(-1);
        order += 1;
        const record = newChange(leg, { name, value, base }, order, now);
        if (previous && mayBeOnServer(previous)) record.base = previous.value;
        else if (previous) {
          replaced.push(previous);
          // Never sent: the server still has what that one began on.
          if (previous.status === "waiting") record.base = previous.base;
        }
        fresh.push(record);
      }
      await write(fresh);
      await erase(replaced);
    },
    async update(chosen, next) {
      await write(chosen.flatMap(({ order }) => records.get(order) ?? []).map(next));
    },
    async discard(leg, names) {
      const wanted = new Set(names);
      await erase(inOrder().filter((record) => isOf(leg, record) && wanted.has(record.name) && !mayBeOnServer(record)));
    },
    async judge(conversation) {
      for (const { id, attributes } of conversation.participants) {
        const leg = { conversationId: conversation.id, participantId: id };
        const names = new Set(inOrder().flatMap((record) => (isOf(leg, record) ? [record.name] : [])));
        for (const name of names) await judgeAttribute(chainOf(leg, name), valueOf(attributes, name));
      }
    },
  };
}

import { isOnItsWay } from "../attributes/change.ts";
import type { MergeRule } from "../attributes/reconcile.ts";
import { valueOf } from "../attributes/attribute.ts";
import type { Participant } from "../genesys/conversation.ts";
import type { User } from "../genesys/user.ts";
import type { Outcome } from "../protocol/history.ts";
import { arrivalOf, type ChangeRecord, isOf, type Leg, type SavedEdit } from "./change-record.ts";
import type { History } from "./history.ts";
import { judgeChanges } from "./judge-changes.ts";
import { createKeptChanges } from "./kept-changes.ts";
import type { LastSave } from "./last-save.ts";
import { createOwnLists, type OwnLists } from "./own-lists.ts";
import type { BackgroundParts } from "./parts.ts";
import { succeed, withoutRefused } from "./succession.ts";

interface OutboxParts extends Pick<BackgroundParts, "clock" | "database" | "stored"> {
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
  /**
   * Takes over what this person left; what was being sent has an unclear outcome now. `isSignedIn`: they need not sign in anew. Rejects
   * where it could not be read: then it may be tried again.
   */
  readonly restore: (user: User, isSignedIn: boolean) => Promise<void>;
  /** Another person, or nobody, is signed in: what is here waits in the database, unsent. */
  putAway(): void;
  forget(user: User): Promise<void>;
  all(): readonly ChangeRecord[];
  /** Without those that are being put down for the first time: a full disk may still refuse them, and then they are drafts again. */
  onDisk(): readonly ChangeRecord[];
  of(leg: Leg): ChangeRecord[];
  /** The newest change of an attribute that is on its way; its value is what the person believes to be there. */
  pending(leg: Leg, name: string): ChangeRecord | undefined;
  /**
   * Rejects where they cannot be put down, and are not taken therefore. `mustRead`: what is known of the call may be old. `status`:
   * "sending" only for what leaves as soon as it is on disk.
   */
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

export function createOutbox({ clock, database, stored, history, ruleOf, confirmed, lastSave }: OutboxParts): Outbox {
  const kept = createKeptChanges({ clock, database });
  const ownLists = createOwnLists({ clock, stored, ruleOf });
  const { write, inOrder, chainOf, namesOf } = kept;

  /** `outcome`: for the history; `null` where nothing came of it. */
  async function erase(gone: readonly ChangeRecord[], outcome: Outcome | null): Promise<void> {
    const user = kept.owner();
    if (!user || gone.length === 0) return;
    const takeOffDisk = kept.drop(gone);
    if (outcome === "confirmed") {
      ownLists.remember(gone);
      confirmed(gone);
    }
    if (outcome) await history.note(user, gone, outcome);
    await takeOffDisk();
  }
  async function note(changes: readonly ChangeRecord[], outcome: Outcome): Promise<void> {
    const user = kept.owner();
    if (user && changes.length > 0) await history.note(user, changes, outcome);
  }

  /** The chain's text, where somebody else wrote meanwhile: one change, in conflict, for the person to decide. */
  async function setAside(chain: readonly ChangeRecord[]): Promise<void> {
    const [first, last] = [chain[0], chain.at(-1)];
    if (!first || !last) return;
    // At once: until it is written, none of them may be sent.
    kept.drop(chain.slice(0, -1));
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

  const outbox: Outbox = {
    async restore(user, isSignedIn) {
      await Promise.all([kept.restore(user, isSignedIn), ownLists.restore()]);
    },
    putAway() {
      kept.putAway();
      ownLists.clear();
    },
    forget: kept.forget,
    all: inOrder,
    onDisk: kept.onDisk,
    of: kept.of,
    pending: (leg, name) => chainOf(leg, name).findLast(isOnItsWay),
    async add(leg, edits, mustRead, status = "waiting") {
      const now = clock.now();
      const successions = edits.map((edit) =>
        succeed(chainOf(leg, edit.name), edit, { leg, order: kept.nextOrder(), now, mustRead, status }),
      );
      await kept.add(successions.flatMap((succession) => succession.kept));
      // Taken by now: what it took the place of may stay on a disk that does not even forget.
      await erase(
        successions.flatMap(({ gone }) => gone),
        null,
      ).catch(() => undefined);
    },
    async update(chosen, next) {
      const updated = chosen.flatMap((record) => kept.newest(record) ?? []).map(next);
      const written = write(updated);
      const refused = updated.filter(({ status }) => status === "failed");
      const followed = refused.map((record) => withoutRefused(chainOf(record, record.name)));
      const inherited = write(followed.flatMap((succession) => succession.kept));
      for (const { kept: heirs, gone } of followed) for (const heir of heirs) lastSave.rebase(heir, gone);
      await Promise.all([written, inherited]);
      await note(refused, "refused");
      const gone = followed.flatMap((one) => one.gone);
      // A stamp goes with the tag that was refused: the next tagging writes one of its own.
      const stamps = refused.filter(({ name }) => ruleOf(name) === "last");
      await erase([...gone, ...stamps], null);
    },
    async discard(leg, names) {
      const wanted = new Set(names);
      const unsent = inOrder().filter(
        (record) => isOf(leg, record) && wanted.has(record.name) && arrivalOf(record) === "unsent",
      );
      const waiting = unsent.filter(isOnItsWay);
      // What brings in again what somebody else did is nobody's to take back with what was saved behind it.
      const isBeneath = (record: ChangeRecord): boolean =>
        record.isMend && waiting.some(({ name, isMend }) => name === record.name && !isMend);
      // At once, before a request for it can leave. What was refused, or is in conflict, is in the history as that.
      const refused = unsent.filter((record) => !isOnItsWay(record));
      const takenBack = waiting.filter((record) => !isBeneath(record));
      await Promise.all([erase(takenBack, "discarded"), erase(refused, null)]);
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
        const verdicts = [...namesOf(leg)].map((name) =>
          judgeChanges(chainOf(leg, name), valueOf(attributes, name), ruleOf(name)),
        );
        // All at once: what is published meanwhile shows a save of several attributes confirmed, or not, as a whole; and the next
        // snapshot, which may come meanwhile, finds what this one made of the changes.
        const gone = verdicts.flatMap(({ arrived }) => arrived);
        await Promise.all([
          erase(gone, "confirmed"),
          ...verdicts.map(({ moved, server }) => bringTogether(moved, server)),
        ]);
      }
    },
    async glimpse({ id: conversationId, participants }) {
      for (const { id, attributes } of participants) {
        const leg = { conversationId, participantId: id };
        for (const { name, value } of attributes) {
          const chain = chainOf(leg, name);
          if (ruleOf(name) !== "set" || !chain.every(isOnItsWay)) continue;
          const edit = ownLists.foreignIn(value, leg, name, chain);
          // No read shows what stood there in between. (What was removed in it may be older than what is known.)
          if (edit) await outbox.add(leg, [{ name, ...edit, isMend: true }], true);
        }
      }
    },
    supersede: ownLists.supersede,
  };
  return outbox;
}

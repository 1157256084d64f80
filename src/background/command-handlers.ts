import { baseBehind, isOnItsWay } from "../attributes/change.ts";
import { isRegionDomain } from "../genesys/regions.ts";
import type { Edit } from "../protocol/commands.ts";
import type { Handlers } from "./answer-commands.ts";
import type { Calls } from "./calls.ts";
import { isOf, type Leg } from "./change-record.ts";
import type { Delivery } from "./delivery.ts";
import type { Drafts } from "./drafts.ts";
import { entryOf, type History } from "./history.ts";
import { type LastSave, undoing } from "./last-save.ts";
import type { Limits } from "./limits.ts";
import type { Outbox } from "./outbox.ts";
import type { Presence } from "./presence.ts";
import { judgeSave } from "./save.ts";
import type { Selection } from "./selection.ts";
import type { Session } from "./session.ts";
import type { SettingsKeeper } from "./settings.ts";

interface HandlerParts {
  readonly settings: SettingsKeeper;
  readonly session: Session;
  readonly drafts: Drafts;
  readonly outbox: Outbox;
  readonly selection: Selection;
  readonly presence: Presence;
  readonly calls: Calls;
  readonly delivery: Delivery;
  readonly history: History;
  readonly lastSave: LastSave;
  readonly limits: Limits;
  readonly publish: () => Promise<void>;
  /** Reads the calls; what happened while nobody listened is known then. */
  readonly catchUp: () => Promise<void>;
  /** Is what is known of the calls as new as the channel makes it? */
  readonly isCurrent: () => boolean;
}

const done = { value: {} };

/** What each command of `src/protocol/commands.ts` does. */
export function createHandlers(parts: HandlerParts): Handlers {
  const { settings, session, drafts, outbox, selection, presence, calls, delivery, publish } = parts;
  const { history, lastSave, limits, isCurrent, catchUp } = parts;

  async function signOut(everywhere: boolean): Promise<void> {
    const user = session.user();
    const forget = async (): Promise<void> => {
      if (user) await Promise.all([drafts.forget(user), outbox.forget(user), history.forget(user)]);
    };
    await delivery.stop();
    await forget();
    await session.signOut(everywhere);
    // While the token was being revoked, an open page may have written once more.
    await forget();
  }

  type Saved = Awaited<ReturnType<Handlers["save"]>>;

  /** From the click to the outbox; the way to the server is the delivery's. */
  async function save(leg: Leg, edits: readonly Edit[]): Promise<Saved> {
    const user = session.user();
    if (!user) return { kind: "sign-in-needed" };
    const conversation = calls.get(leg.conversationId);
    const changes = outbox.of(leg);
    const onTheirWay = changes.filter(isOnItsWay);
    const begun = edits.map((edit) => {
      const last = changes.findLast(({ name }) => name === edit.name);
      return { ...edit, base: baseBehind(edit.base, last) };
    });
    const judgement = judgeSave(begun, {
      conversation,
      participantId: leg.participantId,
      userId: user.userId,
      onTheirWay,
      totalBytes: limits.current().totalBytes,
    });
    if (!judgement.ok) return judgement.problem;
    const { accepted, settled, conflicts } = judgement;
    const before = accepted.map(({ name, value, base }) => ({
      name,
      before: outbox.pending(leg, name)?.value ?? base,
      after: value,
    }));
    await outbox.add(leg, accepted, !isCurrent());
    if (before.length > 0) await lastSave.remember(leg, before);
    const saved = [...accepted, ...settled];
    await publish();
    void delivery.run();
    return { value: { accepted: saved.map(({ name }) => name), conflicts: conflicts.map(({ name }) => name) } };
  }

  return {
    async "save-settings"({ region, clientId, dialect }) {
      if (!isRegionDomain(region)) return { kind: "setup-needed" };
      const before = settings.current();
      // A token belongs to one client in one region. What the person left stays theirs: it waits for them as for anybody else.
      if (before.region !== region || before.clientId !== clientId) await session.signOut(false);
      await settings.save({ region, clientId, dialect });
      if (before.dialect !== dialect && session.user()) {
        await calls.clear();
        await calls.load();
      }
      await publish();
      return done;
    },
    async "sign-in"() {
      return (await session.signIn()) ?? done;
    },
    async "sign-out"({ everywhere }) {
      await signOut(everywhere);
      return done;
    },
    async "select-call"({ conversationId }) {
      if (!calls.get(conversationId)) return { kind: "call-ended" };
      await selection.pick(conversationId);
      await publish();
      return done;
    },
    async refresh() {
      await session.renew(true);
      await catchUp();
      await delivery.retryNow(true);
      return done;
    },
    save: ({ edits, ...leg }) => save(leg, edits),
    async "undo-save"(leg) {
      const last = lastSave.current();
      if (!last || !isOf(leg, last)) return { value: { accepted: [], conflicts: [] } };
      // What has not been sent is taken back; what has, is written over.
      const unsent = outbox.of(leg).filter(({ status, isUnclear }) => status === "waiting" && !isUnclear);
      const takenBack = last.edits.filter(({ name, after }) =>
        unsent.some((change) => change.name === name && change.value === after),
      );
      await outbox.discard(
        leg,
        takenBack.map(({ name }) => name),
      );
      const edits = undoing({ ...last, edits: last.edits.filter((edit) => !takenBack.includes(edit)) });
      const outcome = edits.length > 0 ? await save(leg, edits) : { value: { accepted: [], conflicts: [] } };
      if ("value" in outcome) outcome.value.accepted.push(...takenBack.map(({ name }) => name));
      // Undone once: what this wrote is not to be undone in its turn, that would be doing it again.
      if ("value" in outcome) await lastSave.forget();
      await publish();
      return outcome;
    },
    async "read-history"() {
      const user = session.user();
      const onTheirWay = outbox.all().filter(isOnItsWay);
      const past = user ? await history.read(user) : [];
      const entries = [...onTheirWay.map((record) => entryOf(record, "on-its-way")), ...past];
      return { value: { entries: entries.toSorted((a, b) => b.order - a.order) } };
    },
    async "clear-history"() {
      const user = session.user();
      if (user) await history.forget(user);
      return done;
    },
    async discard({ conversationId, participantId, names }) {
      await outbox.discard({ conversationId, participantId }, names);
      await publish();
      return done;
    },
    async "frame-is"({ visibility }, { frame }) {
      if (frame) await presence.frameIs(frame, visibility);
      return done;
    },
  };
}

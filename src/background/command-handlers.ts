import { isRegionDomain } from "../genesys/regions.ts";
import { draftKey } from "../protocol/draft-key.ts";
import type { Handlers } from "./answer-commands.ts";
import type { Calls } from "./calls.ts";
import type { Delivery } from "./delivery.ts";
import type { Drafts } from "./drafts.ts";
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
  readonly publish: () => Promise<void>;
  /** Is what is known of the calls as new as the channel makes it? */
  readonly isCurrent: () => boolean;
}

const done = { value: {} };

/** What each command of `src/protocol/commands.ts` does. */
export function createHandlers(parts: HandlerParts): Handlers {
  const { settings, session, drafts, outbox, selection, presence, calls, delivery, publish, isCurrent } = parts;

  async function signOut(everywhere: boolean): Promise<void> {
    const user = session.user();
    const forget = async (): Promise<void> => {
      if (user) await Promise.all([drafts.forget(user), outbox.forget(user)]);
    };
    await delivery.stop();
    await forget();
    await session.signOut(everywhere);
    // While the token was being revoked, an open page may have written once more.
    await forget();
  }

  return {
    async "save-settings"({ region, clientId }) {
      if (!isRegionDomain(region)) return { kind: "setup-needed" };
      const before = settings.current();
      // A token belongs to one client in one region.
      if (session.user() && (before.region !== region || before.clientId !== clientId)) await signOut(false);
      await settings.save({ region, clientId });
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
      await calls.load();
      await delivery.retryNow();
      return done;
    },
    async save({ conversationId, participantId, edits }) {
      const user = session.user();
      if (!user) return { kind: "sign-in-needed" };
      const leg = { conversationId, participantId };
      const judgement = judgeSave(edits, {
        conversation: calls.get(conversationId),
        participantId,
        userId: user.userId,
        pending: (name) => outbox.pending(leg, name)?.value,
      });
      if (!judgement.ok) return judgement.problem;
      const { accepted, settled, conflicts } = judgement;
      await outbox.add(leg, accepted, !isCurrent());
      const saved = [...accepted, ...settled];
      await drafts.removeSaved(saved.map(({ name, value }) => ({ key: draftKey({ ...leg, name }), value })));
      await publish();
      void delivery.run();
      return { value: { accepted: saved.map(({ name }) => name), conflicts: conflicts.map(({ name }) => name) } };
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

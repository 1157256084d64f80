import type { Conversation } from "../../genesys/conversation.ts";
import { callerLeg, phaseOf } from "../../genesys/legs.ts";
import type { Api } from "../../genesys/user.ts";
import type { ShownSource } from "../../protocol/sources.ts";
import type { Calls } from "../calls.ts";
import { type AdoptParts, createAdopting } from "./adopt-answer.ts";
import { createValueApplier, type ValueApplier } from "./apply-values.ts";
import { createAsking } from "./asking.ts";
import { isMapped, isTimeFor, type SourceRule } from "./call-question.ts";
import { showSource } from "./show-source.ts";
import { createSourceEntries } from "./source-entries.ts";
import { nothingLeft, type SourceAddress, type SourceEntry } from "./source-entry.ts";

interface SourcesParts extends AdoptParts {
  readonly api: Api;
  readonly calls: Calls;
  readonly sources: () => readonly SourceRule[];
}

/** Outside context: what the policy's sources say of the caller. */
export interface Sources extends Pick<ValueApplier, "apply"> {
  restore(): Promise<void>;
  clear(): Promise<void>;
  /** Of one call: every source of the policy, and how far it has come. */
  of(conversationId: string | undefined): ShownSource[];
  /** There is news: asks what is to be asked by itself, once for each call and input, and forgets calls that are gone. */
  consider(): Promise<void>;
  /** The person asks, or asks again; `contactId` is their choice among several. */
  ask(address: SourceAddress, contactId?: string): Promise<void>;
  /** Takes back what the source wrote for this caller. */
  undo(address: SourceAddress, participantId: string): ReturnType<ValueApplier["undo"]>;
  dismiss(address: SourceAddress): Promise<void>;
}

export function createSources(parts: SourcesParts, changed: () => Promise<void>): Sources {
  const { calls, user, outbox } = parts;
  const sources = (): readonly SourceRule[] => parts.sources();
  const entries = createSourceEntries(parts, changed);
  const applier = createValueApplier(parts, entries);
  const adopting = createAdopting(parts, entries, applier);
  const askAbout = createAsking(parts, entries, adopting);

  function isOver(conversation: Conversation): boolean {
    const person = user();
    return !person || phaseOf(conversation, person.userId) === "ended";
  }

  /** The background was ended between an answer and what `auto` does with it. */
  async function resume(entry: SourceEntry): Promise<void> {
    const conversation = calls.get(entry.conversationId);
    const isAutomatic = sources().some(({ name, apply }) => name === entry.name && apply === "auto");
    const isOfNow =
      conversation && !isOver(conversation) && callerLeg(conversation)?.id === entry.participantId && isAutomatic;
    await (isOfNow ? adopting.finish(entry) : entries.advance(entry, nothingLeft));
  }

  /** `undefined`: an ended call is not asked about, so there is nothing to be said. */
  function show(conversation: Conversation, participantId: string, rule: SourceRule): ShownSource | undefined {
    const { name, apply } = rule;
    const entry = entries.find({ conversationId: conversation.id, name });
    const { problemOf } = applier;
    if (entry && (entry.progress.status === "answered" || !isOver(conversation)))
      return showSource(entry, { conversation, outbox, isAutomatic: apply === "auto", problemOf });
    if (isOver(conversation)) return undefined;
    const progress = { status: isMapped(rule) ? ("not-asked" as const) : ("unmapped" as const) };
    const nothing = { contacts: [], written: [], isUndoable: false };
    return { conversationId: conversation.id, participantId, name, progress, ...nothing };
  }

  return {
    restore: () => entries.restore(),
    clear: () => entries.clear(),
    of(conversationId) {
      const conversation = calls.get(conversationId ?? "");
      const participantId = conversation && callerLeg(conversation)?.id;
      if (!conversation || participantId === undefined) return [];
      return sources().flatMap((rule) => show(conversation, participantId, rule) ?? []);
    },
    async consider() {
      const person = user();
      if (!person) return;
      await entries.sift(({ conversationId }) => calls.get(conversationId) !== undefined);
      const due = calls
        .state()
        .conversations.flatMap((conversation) =>
          sources().flatMap((rule) => (isTimeFor(rule, conversation, person.userId) ? [{ conversation, rule }] : [])),
        );
      // What is asked with another input now, counts more than what was left.
      const asked = due.map(({ conversation, rule }) => askAbout(conversation, rule, { isAgain: false }));
      await Promise.all([...asked, ...entries.takeLeft().map(resume)]);
    },
    async ask(address, contactId) {
      const conversation = calls.get(address.conversationId);
      const rule = sources().find(({ name }) => name === address.name);
      const isBusy = entries.find(address)?.progress.status === "asking";
      if (conversation && rule && !isOver(conversation) && !isBusy)
        await askAbout(conversation, rule, { isAgain: true, contactId });
    },
    apply: (address, participantId, chosen) => applier.apply(address, participantId, chosen),
    async undo(address, participantId) {
      const entry = entries.find(address);
      if (entry?.participantId !== participantId) return { value: { accepted: [], conflicts: [] } };
      return applier.undo(entry);
    },
    async dismiss(address) {
      const entry = entries.find(address);
      if (entry?.progress.status === "answered")
        await entries.advance(entry, { progress: { ...entry.progress, isDismissed: true } });
    },
  };
}

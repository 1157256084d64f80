import { isOfMappedShape, mappedValues } from "../../attributes/sources/mapped-values.ts";
import { propose } from "../../attributes/sources/proposal.ts";
import type { Conversation } from "../../genesys/conversation.ts";
import { callerLeg, phaseOf } from "../../genesys/legs.ts";
import { roleOf } from "../../genesys/role.ts";
import type { Api } from "../../genesys/user.ts";
import type { ShownSource } from "../../protocol/sources.ts";
import type { Calls } from "../calls.ts";
import { type ApplyParts, type ChosenValue, createValueApplier, type SourcedSave } from "./apply-values.ts";
import { askSource, type SourceAnswer } from "./ask-source.ts";
import { isTimeFor, questionOf, type SourceRule } from "./call-question.ts";
import { recordLink } from "./record-link.ts";
import { createSourceEntries } from "./source-entries.ts";
import type { SourceAddress, SourceEntry } from "./source-entry.ts";

interface SourcesParts extends ApplyParts {
  readonly api: Api;
  readonly calls: Calls;
  readonly sources: () => readonly SourceRule[];
}

/** Outside context: what the policy's sources say of the caller. */
export interface Sources {
  restore(): Promise<void>;
  clear(): Promise<void>;
  /** Of one call: every source of the policy, and how far it has come. */
  of(conversationId: string | undefined): ShownSource[];
  /** There is news: asks what is to be asked by itself, once for each call and input, and forgets calls that are gone. */
  consider(): Promise<void>;
  /** The person asks, or asks again; `contactId` is their choice among several. */
  ask(address: SourceAddress, contactId?: string): Promise<void>;
  apply(address: SourceAddress, participantId: string, chosen: readonly ChosenValue[]): Promise<SourcedSave>;
  dismiss(address: SourceAddress): Promise<void>;
}

export function createSources(parts: SourcesParts, changed: () => Promise<void>): Sources {
  const { clock, api, calls, user, rules, sources } = parts;
  const entries = createSourceEntries(parts, changed);
  const applier = createValueApplier(parts, entries);

  /** `undefined`: the call ended, or its caller is another now; nobody wants the answer any more. */
  function callOf({ conversationId, participantId }: SourceEntry): Conversation | undefined {
    const [conversation, person] = [calls.get(conversationId), user()];
    if (!conversation || !person || phaseOf(conversation, person.userId) === "ended") return undefined;
    return callerLeg(conversation)?.id === participantId ? conversation : undefined;
  }

  async function settle(entry: SourceEntry, rule: SourceRule, answer: SourceAnswer, asked: number): Promise<void> {
    if (!entries.has(entry)) return;
    const conversation = callOf(entry);
    if (!conversation) return entries.sift((other) => other !== entry);
    const milliseconds = clock.now() - asked;
    switch (answer.kind) {
      case "failed":
        return entries.advance(entry, { status: "failed", problem: answer.error });
      case "nothing":
        return entries.advance(entry, { status: "nothing", milliseconds });
      case "choice":
        return entries.advance(entry, { status: "choice", milliseconds, contacts: [...answer.contacts] });
      case "record":
        return adopt(entry, rule, { answer, conversation, milliseconds });
    }
  }

  interface Found {
    readonly answer: Extract<SourceAnswer, { kind: "record" }>;
    readonly conversation: Conversation;
    readonly milliseconds: number;
  }

  /** Compares an answer with what is there; by `auto`, what the rule lets be written is written. */
  async function adopt(entry: SourceEntry, rule: SourceRule, found: Found): Promise<void> {
    const { answer, conversation, milliseconds } = found;
    // A contact lacks what nobody entered; an action's answer is as its administrator described it, or wrong.
    if (answer.id === null && !isOfMappedShape(answer.record, rule.map))
      return entries.advance(entry, { status: "failed", problem: { kind: "malformed" } });
    const answered = mappedValues(answer.record, rule.map);
    if (answered.length === 0) return entries.advance(entry, { status: "nothing", milliseconds });
    const attributes = callerLeg(conversation)?.attributes ?? [];
    const person = user();
    const role = person ? roleOf(conversation, person) : "agent";
    const values = propose(answered, attributes, rule.overwrite).map(({ name, now, proposed, isByRule }) => {
      const isAllowed = rules().access(name, role) === "edit";
      return { name, value: proposed, base: now, isByRule: isByRule && isAllowed, isAllowed };
    });
    const isAutomatic = rule.apply === "auto";
    const progress = { milliseconds, values, written: [], isAutomatic, isDismissed: false, problem: null };
    const link = recordLink(rule.link, answer.id, answered);
    await entries.advance(entry, { status: "answered", ...progress, link }, answered);
    if (!isAutomatic) return;
    await applier.write(
      entry,
      values.filter(({ isByRule }) => isByRule),
    );
  }

  async function askAbout(
    conversation: Conversation,
    rule: SourceRule,
    { isAgain, contactId }: { isAgain: boolean; contactId?: string | undefined },
  ): Promise<void> {
    const person = user();
    const asked = person && questionOf(rule, conversation, person.userId);
    if (!asked) return;
    const { participantId } = asked;
    const address = { conversationId: conversation.id, name: rule.name };
    const known = entries.find(address);
    const isSameCaller = known?.participantId === participantId;
    if (!asked.ok) {
      const progress = { status: "no-input" as const, missing: [...asked.missing] };
      const isNews = known?.progress.status === "no-input" && known.progress.missing.join() !== asked.missing.join();
      if (isSameCaller && !isNews && !isAgain) return;
      return entries.put({ ...address, participantId, input: "", answered: [], progress });
    }
    const input = JSON.stringify(asked.question);
    if (!isAgain && isSameCaller && known.input === input) return;
    const entry: SourceEntry = { ...address, participantId, input, answered: [], progress: { status: "asking" } };
    const question = contactId === undefined ? asked.question : { ...asked.question, contactId };
    await entries.put(entry);
    const begun = clock.now();
    await settle(entry, rule, await askSource(api, rule, question), begun);
  }

  return {
    restore: () => entries.restore(),
    clear: () => entries.clear(),
    of(conversationId) {
      const conversation = calls.get(conversationId ?? "");
      const participantId = conversation && callerLeg(conversation)?.id;
      if (!conversation || participantId === undefined) return [];
      return sources().map(({ name }): ShownSource => {
        const address = { conversationId: conversation.id, name };
        const entry = entries.find(address);
        return entry
          ? { ...address, participantId: entry.participantId, progress: entry.progress }
          : { ...address, participantId, progress: { status: "not-asked" } };
      });
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
      await Promise.all(due.map(({ conversation, rule }) => askAbout(conversation, rule, { isAgain: false })));
    },
    async ask(address, contactId) {
      const conversation = calls.get(address.conversationId);
      const rule = sources().find(({ name }) => name === address.name);
      const isBusy = entries.find(address)?.progress.status === "asking";
      if (conversation && rule && !isBusy) await askAbout(conversation, rule, { isAgain: true, contactId });
    },
    apply: (address, participantId, chosen) => applier.apply(address, participantId, chosen),
    async dismiss(address) {
      const entry = entries.find(address);
      if (entry?.progress.status === "answered") await entries.advance(entry, { ...entry.progress, isDismissed: true });
    },
  };
}

import * as z from "zod/mini";
import type { Attribute } from "../../attributes/attribute.ts";
import { mappedValues } from "../../attributes/sources/mapped-values.ts";
import { propose } from "../../attributes/sources/proposal.ts";
import type { Conversation } from "../../genesys/conversation.ts";
import { callerLeg, phaseOf } from "../../genesys/legs.ts";
import type { Api, User } from "../../genesys/user.ts";
import { readItem } from "../../platform/stored.ts";
import type { Edit } from "../../protocol/commands.ts";
import type { Problem } from "../../protocol/problem.ts";
import type { ShownSource, SourceProgress } from "../../protocol/sources.ts";
import type { Calls } from "../calls.ts";
import type { Leg } from "../change-record.ts";
import type { BackgroundParts } from "../parts.ts";
import { askSource, type SourceAnswer } from "./ask-source.ts";
import { isTimeFor, questionOf, type SourceRule } from "./call-question.ts";
import { recordLink } from "./record-link.ts";
import { interrupted, isSameSource, type SourceAddress, type SourceEntry, sourceEntrySchema } from "./source-entry.ts";

/** Answers are kept for the call only, in memory. */
const sourcesKey = "sources";

/** A value on its way to Save, with the JSON type that it had in the answer. */
export interface SourcedEdit extends Edit {
  readonly kind: Attribute["kind"];
}

export type SourcedSave = Problem | { value: { accepted: string[]; conflicts: string[] } };

interface SourcesParts extends Pick<BackgroundParts, "clock" | "stored"> {
  readonly api: Api;
  readonly calls: Calls;
  readonly user: () => User | undefined;
  readonly rules: () => readonly SourceRule[];
  /** The same path as for what a person typed: conflicts, limits, policy, history, undo. */
  readonly save: (leg: Leg, edits: readonly SourcedEdit[], source: string) => Promise<SourcedSave>;
  readonly changed: () => Promise<void>;
}

/** Outside context: what the policy's sources say of the caller. */
export interface Sources {
  restore(): Promise<void>;
  clear(): Promise<void>;
  /** Of one call: every source of the policy, and how far it has come. */
  of(conversation: Conversation): ShownSource[];
  /** There is news of a call: asks what is to be asked by itself, once for each call and input. */
  consider(conversation: Conversation): Promise<void>;
  /** The person asks, or asks again. */
  ask(address: SourceAddress): Promise<void>;
  choose(address: SourceAddress, contactId: string): Promise<void>;
  apply(address: SourceAddress, edits: readonly Pick<Edit, "name" | "base">[]): Promise<SourcedSave>;
  dismiss(address: SourceAddress): Promise<void>;
  /** Forgets what was answered for calls that are no longer known. */
  forgetOthers(conversationIds: readonly string[]): Promise<void>;
}

export function createSources({ clock, stored, api, calls, user, rules, save, changed }: SourcesParts): Sources {
  let entries: readonly SourceEntry[] = [];

  async function keep(next: readonly SourceEntry[]): Promise<void> {
    entries = next;
    await stored.session.set({ [sourcesKey]: next });
    await changed();
  }
  function find(address: SourceAddress): SourceEntry | undefined {
    return entries.find((entry) => isSameSource(entry, address));
  }
  function put(entry: SourceEntry): Promise<void> {
    return keep([...entries.filter((other) => !isSameSource(other, entry)), entry]);
  }
  /** Unless it was replaced meanwhile. */
  async function advance(entry: SourceEntry, progress: SourceProgress, answered = entry.answered): Promise<void> {
    if (entries.includes(entry)) await put({ ...entry, progress, answered });
  }

  /** `undefined`: the call ended, or its caller is another now; nobody wants the answer any more. */
  function callOf(entry: SourceEntry): Conversation | undefined {
    const [conversation, person] = [calls.get(entry.conversationId), user()];
    if (!conversation || !person || phaseOf(conversation, person.userId) === "ended") return undefined;
    return callerLeg(conversation)?.id === entry.participantId ? conversation : undefined;
  }

  async function settle(entry: SourceEntry, rule: SourceRule, answer: SourceAnswer, asked: number): Promise<void> {
    if (!entries.includes(entry)) return;
    const conversation = callOf(entry);
    if (!conversation) return keep(entries.filter((other) => other !== entry));
    const milliseconds = clock.now() - asked;
    switch (answer.kind) {
      case "failed":
        return advance(entry, { status: "failed", problem: answer.error });
      case "nothing":
        return advance(entry, { status: "nothing", milliseconds });
      case "choice":
        return advance(entry, { status: "choice", milliseconds, contacts: [...answer.contacts] });
      case "record":
        return adopt(entry, rule, { answer, conversation, milliseconds });
    }
  }

  async function adopt(
    entry: SourceEntry,
    rule: SourceRule,
    found: {
      answer: Extract<SourceAnswer, { kind: "record" }>;
      conversation: Conversation;
      milliseconds: number;
    },
  ): Promise<void> {
    const { answer, conversation, milliseconds } = found;
    const answered = mappedValues(answer.record, rule.map);
    if (answered.length === 0) return advance(entry, { status: "nothing", milliseconds });
    const attributes = callerLeg(conversation)?.attributes ?? [];
    const values = propose(answered, attributes, rule.overwrite).map(({ name, now, proposed, isByRule }) => ({
      ...{ name, value: proposed, base: now, isByRule },
    }));
    const isAutomatic = rule.apply === "auto";
    const link = recordLink(rule.link, answer.id, answered);
    await advance(
      entry,
      { status: "answered", milliseconds, values, written: [], isAutomatic, isDismissed: false, problem: null, link },
      answered,
    );
    if (isAutomatic)
      await write(
        entry,
        values.filter(({ isByRule }) => isByRule),
      );
  }

  /** Hands values to Save, and notes what was accepted. */
  async function write(address: SourceAddress, chosen: readonly Pick<Edit, "name" | "base">[]): Promise<SourcedSave> {
    const entry = find(address);
    const edits = chosen.flatMap(({ name, base }) => {
      const answered = entry?.answered.find((attribute) => attribute.name === name);
      return answered ? [{ name, base, value: answered.value, kind: answered.kind }] : [];
    });
    if (!entry || edits.length === 0) return { value: { accepted: [], conflicts: [] } };
    const outcome = await save(entry, edits, entry.name);
    const now = find(address);
    if (now?.progress.status === "answered") {
      const accepted = "value" in outcome ? outcome.value.accepted : [];
      const written = [...new Set([...now.progress.written, ...accepted])];
      const problem = "value" in outcome ? null : outcome;
      await advance(now, { ...now.progress, written, problem });
    }
    return outcome;
  }

  function ruleOf({ name }: SourceAddress): SourceRule | undefined {
    return rules().find((rule) => rule.name === name);
  }

  /** `isAgain`: also what was asked before. `contactId`: the person's choice among several. */
  async function askAbout(
    conversation: Conversation,
    rule: SourceRule,
    { isAgain, contactId }: { isAgain: boolean; contactId?: string },
  ): Promise<void> {
    const person = user();
    const asked = person && questionOf(rule, conversation, person.userId);
    if (!asked) return;
    const address = { conversationId: conversation.id, name: rule.name };
    const entry = { ...address, participantId: asked.participantId, answered: [] };
    if (!asked.ok) {
      const progress = { status: "no-input" as const, missing: [...asked.missing] };
      const known = find(address);
      if (known?.participantId === asked.participantId && known.progress.status !== "no-input" && !isAgain) return;
      return put({ ...entry, input: "", progress });
    }
    const question = contactId === undefined ? asked.question : { ...asked.question, contactId };
    const input = JSON.stringify([asked.participantId, asked.question]);
    if (!isAgain && find(address)?.input === input) return;
    const asking: SourceEntry = { ...entry, input, progress: { status: "asking" } };
    await put(asking);
    const begun = clock.now();
    await settle(asking, rule, await askSource(api, rule, question), begun);
  }

  async function askByPerson(address: SourceAddress, contactId?: string): Promise<void> {
    const [conversation, rule] = [calls.get(address.conversationId), ruleOf(address)];
    const isBusy = find(address)?.progress.status === "asking";
    if (!conversation || !rule || isBusy) return;
    await askAbout(conversation, rule, { isAgain: true, ...(contactId === undefined ? {} : { contactId }) });
  }

  return {
    async restore() {
      const found = (await readItem(stored.session, sourcesKey, z.array(sourceEntrySchema))) ?? [];
      entries = found.map((entry) => ({ ...entry, progress: interrupted(entry.progress) }));
    },
    async clear() {
      entries = [];
      await stored.session.remove([sourcesKey]);
    },
    of(conversation) {
      const participantId = callerLeg(conversation)?.id;
      if (participantId === undefined) return [];
      return rules().map(({ name }): ShownSource => {
        const address = { conversationId: conversation.id, name };
        const entry = find(address);
        if (!entry) return { ...address, participantId, progress: { status: "not-asked" } };
        return { ...address, participantId: entry.participantId, progress: entry.progress };
      });
    },
    async consider(conversation) {
      const person = user();
      if (!person) return;
      const due = rules().filter((rule) => isTimeFor(rule, conversation, person.userId));
      await Promise.all(due.map((rule) => askAbout(conversation, rule, { isAgain: false })));
    },
    ask: (address) => askByPerson(address),
    choose: (address, contactId) => askByPerson(address, contactId),
    apply: write,
    async dismiss(address) {
      const entry = find(address);
      if (entry?.progress.status === "answered") await advance(entry, { ...entry.progress, isDismissed: true });
    },
    async forgetOthers(conversationIds) {
      const kept = entries.filter(({ conversationId }) => conversationIds.includes(conversationId));
      if (kept.length < entries.length) await keep(kept);
    },
  };
}

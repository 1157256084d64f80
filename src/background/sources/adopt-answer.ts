import { isOfMappedShape, mappedValues } from "../../attributes/sources/mapped-values.ts";
import { isOnItsWay } from "../../attributes/change.ts";
import { propose } from "../../attributes/sources/proposal.ts";
import type { Conversation } from "../../genesys/conversation.ts";
import type { SourceProgress } from "../../protocol/sources.ts";
import type { OpenDrafts } from "../open-drafts.ts";
import { isOf } from "../change-record.ts";
import type { ApplyParts, ValueApplier } from "./apply-values.ts";
import type { SourceAnswer } from "./ask-source.ts";
import type { SourceRule } from "./call-question.ts";
import { recordLink } from "./record-link.ts";
import type { SourceEntries } from "./source-entries.ts";
import type { SourceEntry } from "./source-entry.ts";
import { believed, standing } from "./standing.ts";

export interface AdoptParts extends ApplyParts {
  readonly openDrafts: Pick<OpenDrafts, "all" | "reload">;
}

/** An answer that holds something. */
export interface Found {
  readonly answer: Extract<SourceAnswer, { kind: "record" }>;
  readonly conversation: Conversation;
  readonly milliseconds: number;
  /** The person has said who is speaking: what was written before is of somebody else. */
  readonly isChosen: boolean;
}

/** Compares an answer with what is there; by `auto`, what the rule lets be written is written. */
export function createAdopting({ openDrafts, outbox }: AdoptParts, entries: SourceEntries, applier: ValueApplier) {
  /** Not to be touched without asking: where the person types, where a change of theirs is open, where another source wrote. */
  function isTaken(entry: SourceEntry, name: string): boolean {
    const isHere = (leg: { conversationId: string; participantId: string; name: string }): boolean =>
      isOf(entry, leg) && leg.name === name;
    return (
      openDrafts.all().some(isHere) ||
      outbox.of(entry).some((change) => isHere(change) && (change.source !== entry.name || !isOnItsWay(change))) ||
      entries
        .of(entry.conversationId)
        .some((other) => other.name !== entry.name && other.replaced.some((edit) => edit.name === name))
    );
  }

  async function writeByItself(entry: SourceEntry): Promise<void> {
    // What was typed a moment ago.
    await openDrafts.reload();
    // What was asked meanwhile counts more.
    if (entry.progress.status !== "answered" || !entries.isLatest(entry)) return;
    const chosen = entry.progress.values.filter(({ name, isByRule }) => isByRule && !isTaken(entry, name));
    await applier.write(entry, chosen, "automatic");
  }

  /** What an answer still asks for, by `auto`. */
  async function finish(entry: SourceEntry): Promise<void> {
    if (entry.isUnwritten) await writeByItself(entry);
    if (entry.outdated.length === 0 || !entries.isLatest(entry)) return;
    await applier.undo(entry, entry.outdated);
    await entries.advance(entry, { outdated: [] });
  }

  async function adopt(entry: SourceEntry, rule: SourceRule, found: Found): Promise<void> {
    const { conversation, milliseconds, isChosen } = found;
    const { record, id } = found.answer;
    const isEmpty = Object.keys(record).length === 0;
    // A contact lacks what nobody entered; an action's answer is as its administrator described it, or wrong.
    if (id === null && !isEmpty && !isOfMappedShape(record, rule.map)) {
      await entries.advance(entry, { progress: { status: "failed", problem: { kind: "malformed" } } });
      return;
    }
    const answered = mappedValues(record, rule.map);
    const link = recordLink(rule, id, answered);
    // It may write anew what it wrote of somebody else.
    const own = isChosen ? standing(entry, outbox, conversation).map(({ name }) => name) : [];
    const there = (name: string): string | null => believed(outbox, conversation, entry, name);
    const values = propose(answered, there, [...rule.overwrite, ...own]).map(({ name, now, proposed, isByRule }) => {
      return { name, value: proposed, base: now, isByRule, problem: null };
    });
    const progress: SourceProgress =
      values.length > 0
        ? { status: "answered", milliseconds, values, isDismissed: false, problem: null, link }
        : { status: "nothing", milliseconds, isKnown: id !== null, link };
    const isMeant = rule.apply === "auto" && entries.isLatest(entry);
    const gone = own.filter((name) => !answered.some((attribute) => attribute.name === name));
    const todo = { isUnwritten: isMeant && values.length > 0, outdated: isMeant ? gone : [] };
    const next = await entries.advance(entry, { progress, answered, contactId: id, ...todo });
    if (next) await finish(next);
  }

  return { adopt, finish };
}
export type Adopting = ReturnType<typeof createAdopting>;

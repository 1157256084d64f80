import type { Conversation } from "../../genesys/conversation.ts";
import { callerLeg, phaseOf } from "../../genesys/legs.ts";
import type { Api } from "../../genesys/user.ts";
import type { Calls } from "../calls.ts";
import { quietProblem } from "../quiet-problem.ts";
import type { Adopting } from "./adopt-answer.ts";
import type { ApplyParts } from "./apply-values.ts";
import { askSource, type Question, type SourceAnswer } from "./ask-source.ts";
import { isFedByItself, isMapped, isTimeFor, questionOf, type SourceRule } from "./call-question.ts";
import type { SourceEntries } from "./source-entries.ts";
import { isSameAsking, isSameSource, nothingLeft, type SourceEntry } from "./source-entry.ts";

interface AskingParts extends Pick<ApplyParts, "clock" | "user" | "masks"> {
  readonly api: Api;
  readonly calls: Pick<Calls, "get">;
  readonly sources: () => readonly SourceRule[];
}

interface Wish {
  /** A person asks: whatever was asked before. */
  readonly isAgain: boolean;
  /** Who is speaking, as they say. */
  readonly contactId?: string | undefined;
}

/**
 * A source is asked by itself with so many different inputs about one caller: two sources that are each asked with what the other
 * writes would go on for ever. (Our own figure.)
 */
const mostQuestions = 5;

/** What came of an answer in which there is nothing to be compared. */
function without(answer: Exclude<SourceAnswer, { kind: "record" }>, milliseconds: number): Partial<SourceEntry> {
  switch (answer.kind) {
    case "failed":
      return { progress: { status: "failed", problem: answer.problem } };
    case "nothing":
      return { progress: { status: "nothing", milliseconds, isKnown: false, link: null } };
    case "choice":
      return { progress: { status: "choice", milliseconds }, contacts: [...answer.contacts] };
  }
}

function isSameCaller(one: SourceEntry, other: SourceEntry): boolean {
  return isSameSource(one, other) && one.participantId === other.participantId;
}

/** Asks a source about a call, unless it was asked that before. */
export function createAsking(parts: AskingParts, entries: SourceEntries, { adopt }: Adopting) {
  const { clock, api, calls, user, masks } = parts;

  /** `undefined`: the call ended, or its caller is another now; nobody wants the answer any more. */
  function callOf({ conversationId, participantId }: SourceEntry): Conversation | undefined {
    const [conversation, person] = [calls.get(conversationId), user()];
    if (!conversation || !person || phaseOf(conversation, person.userId) === "ended") return undefined;
    return callerLeg(conversation)?.id === participantId ? conversation : undefined;
  }

  /** What a source says of its failure may repeat what it was asked with, and whatever else it knows of this caller. */
  function quietAnswer(answer: SourceAnswer, conversation: Conversation, { input }: Question): SourceAnswer {
    if (answer.kind !== "failed") return answer;
    const attributes = callerLeg(conversation)?.attributes ?? [];
    const filled = Object.values(input).map((value) => ({ name: "", value }));
    return { ...answer, problem: quietProblem(answer.problem, [...attributes, ...filled], masks) };
  }

  async function settle(entry: SourceEntry, rule: SourceRule, answer: SourceAnswer, isChosen: boolean): Promise<void> {
    if (!entries.has(entry)) return;
    const conversation = callOf(entry);
    if (!conversation) return entries.sift((other) => !isSameAsking(other, entry));
    const milliseconds = clock.now() - entry.askedAt;
    if (answer.kind === "record") await adopt(entry, rule, { answer, conversation, milliseconds, isChosen });
    else await entries.advance(entry, without(answer, milliseconds));
  }

  /**
   * Nobody asks again: what is to be shown instead of asking, the question that is known or another from before; `undefined`: there
   * is a reason to ask.
   */
  function instead(rule: SourceRule, question: Question, input: string, known: SourceEntry): SourceEntry | undefined {
    const before = entries.of(known.conversationId).filter((entry) => isSameCaller(entry, known) && entry.input !== "");
    const same = before.find((entry) => entry.input === input);
    if (same) return same === known ? known : { ...same, replaced: known.replaced, ...nothingLeft };
    const { contactId } = question;
    // The very contact that was found by the number, or may yet be: that is looked at once it has answered.
    if (contactId !== null && (known.contactId === contactId || known.progress.status === "asking")) return known;
    if (before.length > 0 && isFedByItself(rule)) return known;
    if (before.length < mostQuestions) return undefined;
    if (known.progress.status === "not-asked") return known;
    const nothing = { answered: [], contacts: [], ...nothingLeft };
    return { ...known, ...nothing, input: "", progress: { status: "not-asked" } };
  }

  return async function askAbout(conversation: Conversation, rule: SourceRule, wish: Wish): Promise<void> {
    const { isAgain, contactId } = wish;
    const person = user();
    const asked = person && isMapped(rule) ? questionOf(rule, conversation, person.userId) : undefined;
    if (!asked) return;
    const { participantId } = asked;
    const { name } = rule;
    const latest = entries.find({ conversationId: conversation.id, name });
    const known = latest?.participantId === participantId ? latest : undefined;
    const begun = clock.now();
    const nothing = { answered: [], contacts: [], contactId: null, ...nothingLeft };
    const before = { replaced: known?.replaced ?? [], askedAt: begun };
    const address = { conversationId: conversation.id, participantId, name, ...nothing, ...before };
    if (!asked.ok) {
      const isTold =
        known && (known.progress.status !== "no-input" || known.progress.missing.join() === asked.missing.join());
      if (isTold && !isAgain) return;
      return entries.put({ ...address, input: "", progress: { status: "no-input", missing: [...asked.missing] } });
    }
    const input = JSON.stringify(asked.question);
    const shown = known && !isAgain ? instead(rule, asked.question, input, known) : undefined;
    if (shown) return shown === known ? undefined : entries.put(shown);
    const contacts = contactId === undefined ? [] : (known?.contacts ?? []);
    const entry: SourceEntry = { ...address, contacts, input, progress: { status: "asking" } };
    const question = contactId === undefined ? asked.question : { ...asked.question, contactId };
    await entries.put(entry);
    const answer = quietAnswer(await askSource(api, rule, question), conversation, question);
    await settle(entry, rule, answer, contactId !== undefined);
    // What had to wait for this answer.
    const [now, next] = [calls.get(conversation.id), parts.sources().find((one) => one.name === name)];
    const who = user();
    if (now && next && who && isTimeFor(next, now, who.userId)) await askAbout(now, next, { isAgain: false });
  };
}

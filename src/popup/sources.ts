import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { valueOf } from "../attributes/attribute.ts";
import { isOnItsWay } from "../attributes/change.ts";
import { propose, type ProposedValue } from "../attributes/sources/proposal.ts";
import { message } from "../platform/i18n.ts";
import { problemText } from "../platform/problem-text.ts";
import { sendCommand } from "../platform/send-command.ts";
import { placeKey } from "../protocol/draft-key.ts";
import type { Problem } from "../protocol/problem.ts";
import type { PublishedState } from "../protocol/published-state.ts";
import type { ShownSource, SourceProgress } from "../protocol/sources.ts";
import type { DraftStore } from "./draft-store.ts";
import type { Notices } from "./notices.ts";
import { savedText } from "./news.ts";
import { belongsTo } from "./rows.ts";
import type { Shown } from "./shown.ts";
import { tellUndone } from "./undo.ts";

interface Parts {
  readonly published: ReadonlySignal<PublishedState | undefined>;
  readonly shown: Shown;
  readonly drafts: Pick<DraftStore, "owner" | "all">;
  readonly notices: Notices;
  readonly reread: () => Promise<void>;
}

export type Answered = Extract<SourceProgress, { status: "answered" }>;

/** A line of a proposal, as it stands now. */
export interface ProposalLine extends ProposedValue {
  /** What stood there when the source answered. */
  readonly base: string | null;
  readonly isChosen: boolean;
  /** Can be chosen: it would change something, and the policy lets this person write it. */
  readonly isOpen: boolean;
  /** Handed to Save. */
  readonly isWritten: boolean;
  /** The server has it. */
  readonly isThere: boolean;
  /** The person types there: it is chosen by nobody but them. */
  readonly isTyped: boolean;
  /** What keeps it from being written. */
  readonly problem: Problem | null;
}

interface Choice {
  readonly isChosen: boolean;
  /** What stood there when they ticked; `null` if the attribute did not exist. */
  readonly seen: string | null;
}

/** What the policy's sources say of the call on screen, and what the person does with it. */
export function createSources({ published, shown, drafts, notices, reread }: Parts) {
  /** Lines that the person chose or left out themselves: of which value, and what they saw beside it. */
  const choices = signal<ReadonlyMap<string, Choice>>(new Map());
  const choiceKey = ({ conversationId, name }: ShownSource, line: Pick<ProposalLine, "name" | "proposed">): string =>
    JSON.stringify([conversationId, name, line.name, line.proposed]);

  const sources = computed<readonly ShownSource[]>(() => {
    const id = shown.call.value?.conversationId;
    return (published.value?.sources ?? []).filter(({ conversationId }) => conversationId === id);
  });

  function lines(source: ShownSource, { values }: Answered): ProposalLine[] {
    const attributes = shown.call.value?.participants.find(({ id }) => id === source.participantId)?.attributes ?? [];
    const changes = (published.value?.changes ?? []).filter(
      (change) => belongsTo(source, change) && isOnItsWay(change),
    );
    const server = (name: string): string | null => valueOf(attributes, name);
    const there = (name: string): string | null =>
      changes.findLast((change) => change.name === name)?.value ?? server(name);
    return values.flatMap((value) =>
      propose([value], there, []).map((line) => {
        const { name, problem, base, isByRule } = value;
        const isWritten = source.written.includes(name);
        const isTyped = drafts.all.value.has(placeKey({ ...source, name }));
        const isPreset = isByRule && !isTyped;
        const isChosen = choices.value.get(choiceKey(source, line))?.isChosen ?? isPreset;
        const mayWrite = problem === null || problem.kind === "map-too-large";
        const isOpen = mayWrite && !isWritten && line.effect !== "same";
        const isThere = server(name) === line.proposed;
        return {
          ...line,
          base,
          isByRule: isPreset,
          isWritten,
          isThere,
          isTyped,
          isOpen,
          problem,
          isChosen: isChosen && isOpen,
        };
      }),
    );
  }

  async function apply(source: ShownSource, chosen: readonly ProposalLine[]): Promise<void> {
    const { conversationId, participantId, name } = source;
    notices.clear();
    // A line that the person ticked is meant with what they saw; one chosen by the rule, with what the rule saw.
    const edits = chosen.map((line) => {
      const choice = choices.value.get(choiceKey(source, line));
      return { name: line.name, value: line.proposed, base: choice ? choice.seen : line.base };
    });
    const reply = await sendCommand("apply-source", {
      ...{ owner: drafts.owner(), conversationId, participantId },
      ...{ source: name, edits },
    });
    await reread();
    if (!reply.ok) {
      notices.fail(problemText(reply.error));
      return;
    }
    const { accepted, conflicts, refused } = reply.value;
    const still = new Set(published.value?.changes.map(placeKey));
    // What was confirmed before this answer came is not being saved any more: the news of the state may have said so.
    if (accepted.some((one) => still.has(placeKey({ conversationId, participantId, name: one }))))
      notices.say(message("sourceApplied", accepted.length, name));
    else if (accepted.length > 0 && notices.status.value === "") notices.say(savedText(accepted, shown.labelOf));
    const wrong = [
      ...(conflicts.length > 0 ? [message("sourceConflicts", conflicts.map(shown.labelOf).join(", "))] : []),
      ...(refused.length > 0 ? [message("sourceRefused", refused.map(shown.labelOf).join(", "))] : []),
    ];
    if (wrong.length > 0) notices.fail({ text: wrong.join(" "), correlationId: undefined });
    if (conflicts.length > 0) shown.show(conflicts[0] ?? "");
  }

  async function undo({ conversationId, participantId, name }: ShownSource): Promise<void> {
    notices.clear();
    const leg = { owner: drafts.owner(), conversationId, participantId };
    const reply = await sendCommand("undo-source", { ...leg, source: name });
    await reread();
    if (reply.ok) tellUndone(notices, reply.value, shown.labelOf);
    else notices.fail(problemText(reply.error));
  }

  async function tell(command: "ask-source" | "dismiss-source", source: ShownSource): Promise<void> {
    const { conversationId, name } = source;
    const reply = await sendCommand(command, { conversationId, source: name });
    if (!reply.ok) notices.fail(problemText(reply.error));
  }

  return {
    sources,
    proposalLines: lines,
    choose: (source: ShownSource, line: ProposalLine, isChosen: boolean): void => {
      choices.value = new Map(choices.value).set(choiceKey(source, line), { isChosen, seen: line.now });
    },
    applySource: apply,
    undoSource: undo,
    askSource: (source: ShownSource) => tell("ask-source", source),
    dismissSource: (source: ShownSource) => tell("dismiss-source", source),
    chooseContact: async ({ conversationId, name }: ShownSource, contactId: string): Promise<void> => {
      const reply = await sendCommand("choose-contact", { conversationId, source: name, contactId });
      if (!reply.ok) notices.fail(problemText(reply.error));
    },
  };
}

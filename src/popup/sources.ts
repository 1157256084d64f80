import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { propose, type ProposedValue } from "../attributes/sources/proposal.ts";
import { message } from "../platform/i18n.ts";
import { problemText } from "../platform/problem-text.ts";
import { sendCommand } from "../platform/send-command.ts";
import type { PublishedState } from "../protocol/published-state.ts";
import type { ShownSource, SourceProgress } from "../protocol/sources.ts";
import type { DraftStore } from "./draft-store.ts";
import type { Notices } from "./notices.ts";
import type { Shown } from "./shown.ts";

interface Parts {
  readonly published: ReadonlySignal<PublishedState | undefined>;
  readonly shown: Shown;
  readonly drafts: Pick<DraftStore, "owner">;
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

  function lines(source: ShownSource, { values, written }: Answered): ProposalLine[] {
    const leg = shown.call.value?.participants.find(({ id }) => id === source.participantId);
    const proposed = values.map(({ name, value }) => ({ name, value, kind: "string" as const }));
    return propose(proposed, leg?.attributes ?? [], []).map((line, index) => {
      const { base, isByRule, isAllowed } = values[index] ?? { base: null, isByRule: false, isAllowed: false };
      const isWritten = written.includes(line.name);
      const isChosen = choices.value.get(choiceKey(source, line))?.isChosen ?? isByRule;
      const isOpen = isAllowed && !isWritten && line.effect !== "same";
      return { ...line, base, isByRule, isWritten, isOpen, isChosen: isChosen && isOpen };
    });
  }

  async function apply(source: ShownSource, chosen: readonly ProposalLine[]): Promise<void> {
    const { conversationId, participantId, name } = source;
    notices.clear();
    // A line that the person ticked is meant with what they saw; one chosen by the rule, with what the rule saw.
    const edits = chosen.map((line) => {
      const choice = choices.value.get(choiceKey(source, line));
      return { name: line.name, base: choice ? choice.seen : line.base };
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
    const { accepted, conflicts } = reply.value;
    if (accepted.length > 0) notices.say(message("sourceApplied", accepted.length, name));
    if (conflicts.length > 0) {
      notices.fail({ text: message("sourceConflicts", conflicts.join(", ")), correlationId: undefined });
      shown.show(conflicts[0] ?? "");
    }
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
    askSource: (source: ShownSource) => tell("ask-source", source),
    dismissSource: (source: ShownSource) => tell("dismiss-source", source),
    chooseContact: async ({ conversationId, name }: ShownSource, contactId: string): Promise<void> => {
      const reply = await sendCommand("choose-contact", { conversationId, source: name, contactId });
      if (!reply.ok) notices.fail(problemText(reply.error));
    },
  };
}

import { useState } from "preact/hooks";
import { locale, type MessageKey, message } from "../platform/i18n.ts";
import type { ShownSource, SourceProgress } from "../protocol/sources.ts";
import { ContactChoices } from "./contact-choices.tsx";
import { Proposal, ProposalButtons } from "./proposal.tsx";
import { sourceProblemText } from "./source-problem.ts";
import { useAppState } from "./state-context.ts";
import "./sources.css";

/** How long it took, where something came. */
function Took({ progress }: { progress: SourceProgress }) {
  if (!("milliseconds" in progress)) return null;
  const tenths = Math.max(0.1, progress.milliseconds / 1_000);
  const seconds = new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(tenths);
  return <small class="muted">{message("sourceTook", seconds)}</small>;
}

/** What a call lacks, as people call it; an attribute by its name. */
function missingText(placeholder: string): string {
  switch (placeholder) {
    case "ani.e164":
      return message("missingNumber");
    case "ani":
      return message("missingCaller");
    case "dnis":
      return message("missingDialled");
    case "queue":
      return message("missingQueue");
    default:
      return placeholder.replace(/^attribute:/, "");
  }
}

/** Where nothing came: why. `isBad`: something went wrong. */
function noteOf(progress: SourceProgress): { text: string; isBad: boolean } | null {
  switch (progress.status) {
    case "no-input":
      return { text: message("sourceNoInput", progress.missing.map(missingText).join(", ")), isBad: false };
    case "unmapped":
      return { text: message("sourceUnmapped"), isBad: false };
    case "asking":
      return { text: message("sourceAsking"), isBad: false };
    case "interrupted":
      return { text: message("sourceInterrupted"), isBad: true };
    case "failed":
      return { text: sourceProblemText(progress.problem), isBad: true };
    case "nothing":
      return { text: message(progress.isKnown ? "sourceEmpty" : "sourceNothing"), isBad: false };
    case "not-asked":
    case "choice":
    case "answered":
      return null;
  }
}

/** The button that asks, where asking makes sense. */
function askLabel({ status }: SourceProgress): MessageKey | null {
  switch (status) {
    case "not-asked":
      return "sourceAsk";
    case "interrupted":
    case "failed":
      return "tryAgain";
    case "nothing":
    case "answered":
      return "sourceAskAgain";
    case "no-input":
    case "unmapped":
    case "asking":
    case "choice":
      return null;
  }
}

/** One source: who was asked, how long it took, what came. */
function SourcePanel({ source }: { source: ShownSource }) {
  const { askSource, undoSource, shown } = useAppState();
  const [isChoosing, choose] = useState(false);
  const { name, progress, contacts } = source;
  const isOver = shown.call.value?.phase === "ended";
  const isChoice = (isChoosing || progress.status === "choice") && progress.status !== "asking";
  const note = isChoice ? null : noteOf(progress);
  const ask = isOver || isChoice ? null : askLabel(progress);
  const link = "link" in progress && !isChoice ? progress.link : null;
  const answered = progress.status === "answered" && !isChoice ? progress : null;
  const mayUndo = source.isUndoable && shown.editable.value;
  return (
    <section class="source" aria-label={name} data-status={progress.status}>
      <header>
        <h2>{name}</h2>
        <Took progress={progress} />
      </header>
      {isChoice ? (
        <ContactChoices
          source={source}
          chosen={() => {
            choose(false);
          }}
        />
      ) : null}
      {note ? <p class={note.isBad ? "source-failed" : "muted"}>{note.text}</p> : null}
      {answered ? <Proposal source={source} progress={answered} /> : null}
      <div class="buttons">
        {answered ? <ProposalButtons source={source} progress={answered} /> : null}
        {mayUndo ? (
          <button type="button" onClick={() => undoSource(source)}>
            {message("sourceUndo", name)}
          </button>
        ) : null}
        {ask ? (
          <button type="button" onClick={() => askSource(source)}>
            {message(ask)}
          </button>
        ) : null}
        {contacts.length > 0 && !isOver && !isChoice && progress.status !== "asking" ? (
          <button
            type="button"
            onClick={() => {
              choose(true);
            }}
          >
            {message("sourceSomeoneElse")}
          </button>
        ) : null}
        {link ? (
          <a href={link.url} target="_blank" rel="noopener noreferrer">
            {message("sourceOpen", link.host)}
          </a>
        ) : null}
      </div>
    </section>
  );
}

/** Every source of the policy, for the call on screen. */
export function SourcePanels() {
  const { sources } = useAppState();
  return sources.value.map((source) => <SourcePanel key={`${source.conversationId}/${source.name}`} source={source} />);
}

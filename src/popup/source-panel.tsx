import { type MessageKey, message } from "../platform/i18n.ts";
import type { ShownSource, SourceProgress } from "../protocol/sources.ts";
import { ContactChoices } from "./contact-choices.tsx";
import { Proposal } from "./proposal.tsx";
import { sourceProblemText } from "./source-problem.ts";
import { useAppState } from "./state-context.ts";
import "./sources.css";

/** How long it took, where something came. */
function Took({ progress }: { progress: SourceProgress }) {
  if (!("milliseconds" in progress)) return null;
  const seconds = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 }).format(progress.milliseconds / 1_000);
  return <small class="muted">{message("sourceTook", seconds)}</small>;
}

function Body({ source }: { source: ShownSource }) {
  const { askSource } = useAppState();
  const { progress } = source;
  const again = (label: MessageKey) => (
    <button type="button" onClick={() => askSource(source)}>
      {message(label)}
    </button>
  );
  switch (progress.status) {
    case "not-asked":
      return again("sourceAsk");
    case "no-input":
      return <p class="muted">{message("sourceNoInput", progress.missing.join(", "))}</p>;
    case "asking":
      return <p class="muted">{message("sourceAsking")}</p>;
    case "failed":
      return (
        <>
          <p class="source-failed">{sourceProblemText(progress.problem)}</p>
          {again("tryAgain")}
        </>
      );
    case "nothing":
      return (
        <>
          <p class="muted">{message("sourceNothing")}</p>
          {again("sourceAskAgain")}
        </>
      );
    case "choice":
      return <ContactChoices source={source} contacts={progress.contacts} />;
    case "answered":
      return <Proposal source={source} progress={progress} />;
  }
}

/** One source: who was asked, how long it took, what came. */
function SourcePanel({ source }: { source: ShownSource }) {
  return (
    <section class="source" aria-label={source.name} data-status={source.progress.status}>
      <header>
        <h2>{source.name}</h2>
        <Took progress={source.progress} />
      </header>
      <Body source={source} />
    </section>
  );
}

/** Every source of the policy, for the call on screen. */
export function SourcePanels() {
  const { sources } = useAppState();
  return sources.value.map((source) => <SourcePanel key={source.name} source={source} />);
}

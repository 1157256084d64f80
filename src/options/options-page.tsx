import { message } from "../platform/i18n.ts";
import type { PublishedState } from "../protocol/published-state.ts";
import { AdministratorNotes } from "./administrator-notes.tsx";
import { AppearanceSection } from "./appearance-section.tsx";
import { ConfigurationSection } from "./configuration-section.tsx";
import { ConnectionSection } from "./connection-section.tsx";
import { HistorySection } from "./history-section.tsx";
import { HostsNeeded } from "./hosts-needed.tsx";
import { LanguageSection } from "./language-section.tsx";
import { NotifySection } from "./notify-section.tsx";
import { PolicyFindings } from "./policy-findings.tsx";
import { SettingsFields } from "./settings-fields.tsx";
import { SignInSection } from "./sign-in-section.tsx";
import type { OptionsState } from "./state.ts";
import { isFirstRun, StepMark } from "./first-run.tsx";

export function OptionsPage({ state }: { state: OptionsState }) {
  const published = state.published.value;
  return (
    <main class="page" aria-busy={published === undefined}>
      <header>
        <img src="/icons/calltag-48.png" alt="" width="40" height="40" />
        <h1>{message("optionsTitle")}</h1>
      </header>
      <HostsNeeded state={state} />
      {/* No field before it is known what was saved: what someone types or presses stays where it is. */}
      {published ? <Sections published={published} state={state} /> : <p class="muted">{message("loadingTitle")}</p>}
      <div class="news">
        <div role="alert" class="problem">
          {state.problem.value?.text}
        </div>
        <p role="status" class="said">
          {state.status.value}
        </p>
      </div>
    </main>
  );
}

function Sections({ published, state }: { published: PublishedState; state: OptionsState }) {
  const isFirst = isFirstRun(published);
  return (
    <>
      {isFirst ? <p class="welcome">{message("firstRun")}</p> : null}
      {isFirst ? <AdministratorNotes state={state} mark={<StepMark step={1} isDone={false} />} /> : null}
      <section key="settings">
        <h2>
          {isFirst ? <StepMark step={2} isDone={published.account.status !== "setup-needed"} /> : null}
          {message("connectionHeading")}
        </h2>
        <p class="muted">{message("optionsIntro")}</p>
        <SettingsFields settings={published.settings} policy={published.policy} state={state} />
      </section>
      <SignInSection
        account={published.account}
        state={state}
        mark={isFirst ? <StepMark step={3} isDone={false} /> : null}
      />
      <ConnectionSection state={state} />
      <AppearanceSection settings={published.settings} state={state} />
      <LanguageSection published={published} state={state} />
      <NotifySection state={state} />
      <HistorySection published={published} state={state} />
      <PolicyFindings findings={published.findings} />
      <ConfigurationSection state={state} />
      {isFirst ? null : <AdministratorNotes state={state} mark={null} />}
    </>
  );
}

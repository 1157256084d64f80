import { message } from "../platform/i18n.ts";
import type { PublishedState } from "../protocol/published-state.ts";
import { AdministratorNotes } from "./administrator-notes.tsx";
import { AppearanceSection } from "./appearance-section.tsx";
import { ConfigurationSection } from "./configuration-section.tsx";
import { ConnectionSection } from "./connection-section.tsx";
import { HistorySection } from "./history-section.tsx";
import { HostsNeeded } from "./hosts-needed.tsx";
import { LanguageSection } from "./language-section.tsx";
import { locksOf } from "./locks.ts";
import { NotifySection } from "./notify-section.tsx";
import { PolicyFindings } from "./policy-findings.tsx";
import { SettingsFields } from "./settings-fields.tsx";
import { SignInSection } from "./sign-in-section.tsx";
import type { OptionsState } from "./state.ts";
import { isFirstRun, StepMark } from "./first-run.tsx";

/** Fields are filled anew when the organization decides: what someone types is replaced by nothing else. */
function settingsKeyOf(published: PublishedState | undefined): string {
  return published ? JSON.stringify(locksOf(published.policy)) : "unknown";
}

export function OptionsPage({ state }: { state: OptionsState }) {
  const published = state.published.value;
  const isFirst = published !== undefined && isFirstRun(published);
  const isSetUp = published !== undefined && published.account.status !== "setup-needed";
  return (
    <main class="page">
      <header>
        <img src="/icons/calltag-48.png" alt="" width="40" height="40" />
        <h1>{message("optionsTitle")}</h1>
      </header>
      <HostsNeeded state={state} />
      {isFirst ? <p class="welcome">{message("firstRun")}</p> : null}
      {isFirst ? <AdministratorNotes state={state} mark={<StepMark step={1} isDone={false} />} /> : null}
      <section key="settings">
        <h2>
          {isFirst ? <StepMark step={2} isDone={isSetUp} /> : null}
          {message("connectionHeading")}
        </h2>
        <p class="muted">{message("optionsIntro")}</p>
        {/* Filled in once it is known what was saved: what someone types is never replaced. */}
        <SettingsFields
          key={`${state.refilled.value.toString()} ${settingsKeyOf(published)}`}
          settings={published?.settings}
          policy={published?.policy}
          state={state}
        />
      </section>
      {published ? (
        <SignInSection
          account={published.account}
          state={state}
          mark={isFirst ? <StepMark step={3} isDone={false} /> : null}
        />
      ) : null}
      {published ? <ConnectionSection state={state} /> : null}
      {published ? <AppearanceSection settings={published.settings} state={state} /> : null}
      {published ? <LanguageSection published={published} state={state} /> : null}
      {published ? <NotifySection state={state} /> : null}
      {published ? <HistorySection published={published} state={state} /> : null}
      <PolicyFindings findings={published?.findings ?? []} />
      {published ? <ConfigurationSection state={state} /> : null}
      {isFirst ? null : <AdministratorNotes state={state} mark={null} />}
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

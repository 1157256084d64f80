import { message } from "../platform/i18n.ts";
import { AdministratorNotes } from "./administrator-notes.tsx";
import { NotifySection } from "./notify-section.tsx";
import { SettingsFields } from "./settings-fields.tsx";
import { SignInSection } from "./sign-in-section.tsx";
import type { PublishedState } from "../protocol/published-state.ts";
import { locksOf } from "./locks.ts";
import { PolicyFindings } from "./policy-findings.tsx";
import type { OptionsState } from "./state.ts";

/** Fields are filled anew when the organization decides: what someone types is replaced by nothing else. */
function settingsKeyOf(published: PublishedState | undefined): string {
  return published ? JSON.stringify(locksOf(published.policy)) : "unknown";
}

export function OptionsPage({ state }: { state: OptionsState }) {
  const published = state.published.value;
  return (
    <main class="page">
      <header>
        <img src="/icons/calltag-48.png" alt="" width="40" height="40" />
        <h1>{message("optionsTitle")}</h1>
      </header>
      <section>
        <h2>{message("connectionHeading")}</h2>
        <p class="muted">{message("optionsIntro")}</p>
        {/* Filled in once it is known what was saved: what someone types is never replaced. */}
        <SettingsFields
          key={settingsKeyOf(published)}
          settings={published?.settings}
          policy={published?.policy}
          state={state}
        />
      </section>
      <div role="alert" class="problem">
        {state.problem.value?.text}
      </div>
      <p role="status" class="said">
        {state.status.value}
      </p>
      {published ? <SignInSection account={published.account} state={state} /> : null}
      {published ? <NotifySection state={state} /> : null}
      <PolicyFindings findings={published?.findings ?? []} />
      <AdministratorNotes state={state} />
    </main>
  );
}

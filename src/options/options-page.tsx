import { message } from "../platform/i18n.ts";
import { AdministratorNotes } from "./administrator-notes.tsx";
import { NotifySection } from "./notify-section.tsx";
import { SettingsFields } from "./settings-fields.tsx";
import { SignInSection } from "./sign-in-section.tsx";
import type { OptionsState } from "./state.ts";

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
        <SettingsFields key={published ? "known" : "unknown"} settings={published?.settings} state={state} />
      </section>
      <div role="alert" class="problem">
        {state.problem.value?.text}
      </div>
      <p role="status" class="said">
        {state.status.value}
      </p>
      {published ? <SignInSection account={published.account} state={state} /> : null}
      {published ? <NotifySection state={state} /> : null}
      <AdministratorNotes state={state} />
    </main>
  );
}

import type { ComponentChild } from "preact";
import { message } from "../platform/i18n.ts";
import { neededScopes } from "../protocol/scopes.ts";
import type { OptionsState } from "./state.ts";

/** What must be entered in Genesys Cloud, for this very browser: the redirect URI differs between Chrome and Firefox. */
export function AdministratorNotes({ state, mark }: { state: OptionsState; mark: ComponentChild }) {
  const dialect = state.published.value?.settings.dialect;
  return (
    <section>
      <h2>
        {mark}
        {message("administratorHeading")}
      </h2>
      <p class="muted" id="redirect-help">
        {message("redirectHelp")}
      </p>
      <label for="redirect-uri">{message("redirectUri")}</label>
      <div class="with-button">
        <input
          id="redirect-uri"
          type="text"
          readOnly
          autocomplete="off"
          spellcheck={false}
          dir="auto"
          aria-describedby="redirect-help"
          value={state.redirectUri}
        />
        <button type="button" onClick={state.copyRedirectUri}>
          {message("copy")}
        </button>
      </div>
      <p class="scopes">
        {message("scopesHelp")}{" "}
        {neededScopes(dialect ?? "conversations").map((scope) => (
          <code key={scope}>{scope}</code>
        ))}
      </p>
    </section>
  );
}

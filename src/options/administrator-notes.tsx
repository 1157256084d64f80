import { message } from "../platform/i18n.ts";
import type { OptionsState } from "./state.ts";

/** They sit on the OAuth client; Calltag cannot ask for them itself. */
const scopes = ["conversations", "notifications", "user-basic-info"];
/** What the other dialect needs on top: finding the call is the same in both. */
const scopesOfInteractions = ["interaction:view", "interaction:modify"];

/** What must be entered in Genesys Cloud, for this very browser: the redirect URI differs between Chrome and Firefox. */
export function AdministratorNotes({ state }: { state: OptionsState }) {
  const dialect = state.published.value?.settings.dialect;
  return (
    <section>
      <h2>{message("administratorHeading")}</h2>
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
          aria-describedby="redirect-help"
          value={state.redirectUri}
        />
        <button type="button" onClick={state.copyRedirectUri}>
          {message("copy")}
        </button>
      </div>
      <p class="scopes">
        {message("scopesHelp")}{" "}
        {[...scopes, ...(dialect === "interactions" ? scopesOfInteractions : [])].map((scope) => (
          <code key={scope}>{scope}</code>
        ))}
      </p>
    </section>
  );
}

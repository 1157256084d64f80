import { languageCodes, languages } from "../attributes/languages.ts";
import { message } from "../platform/i18n.ts";
import type { PublishedState } from "../protocol/published-state.ts";
import { languageChoiceSchema } from "../protocol/settings.ts";
import { SetByOrganization } from "./set-by-organization.tsx";
import type { OptionsState } from "./state.ts";

/** Each language by its own name: who does not understand the page still finds theirs. */
export function LanguageSection({ published, state }: { published: PublishedState; state: OptionsState }) {
  const isLocked = published.policy.language !== undefined;
  return (
    <section>
      <label class="heading" for="language">
        {message("languageHeading")}
      </label>
      <select
        id="language"
        autocomplete="off"
        disabled={isLocked}
        aria-describedby="language-lock"
        value={published.settings.language ?? "browser"}
        onChange={({ currentTarget }) => {
          const chosen = languageChoiceSchema.safeParse(currentTarget.value);
          if (chosen.success) void state.prefer({ language: chosen.data });
        }}
      >
        <option value="browser">{message("languageBrowser")}</option>
        {languageCodes.map((code) => (
          <option key={code} value={code} lang={code.replace("_", "-")}>
            {languages[code]}
          </option>
        ))}
      </select>
      <SetByOrganization id="language-lock" locked={isLocked} />
    </section>
  );
}

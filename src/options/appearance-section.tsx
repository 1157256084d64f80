import { message } from "../platform/i18n.ts";
import { type Appearance, appearanceSchema, type Settings } from "../protocol/settings.ts";
import type { OptionsState } from "./state.ts";

function appearanceText(appearance: Appearance): string {
  switch (appearance) {
    case "system":
      return message("appearanceSystem");
    case "light":
      return message("appearanceLight");
    case "dark":
      return message("appearanceDark");
  }
}

export function AppearanceSection({ settings, state }: { settings: Settings; state: OptionsState }) {
  return (
    <section>
      <fieldset>
        <legend>{message("appearanceHeading")}</legend>
        {appearanceSchema.options.map((appearance) => (
          <label key={appearance} class="choice">
            <input
              type="radio"
              name="appearance"
              autocomplete="off"
              checked={(settings.appearance ?? "system") === appearance}
              onChange={() => state.prefer({ appearance })}
            />
            {appearanceText(appearance)}
          </label>
        ))}
      </fieldset>
    </section>
  );
}

import { message } from "../platform/i18n.ts";
import type { OptionsState } from "./state.ts";

/** Off unless someone wants it: then the browser asks for the permission, which is not asked for at installation. */
export function NotifySection({ state }: { state: OptionsState }) {
  return (
    <section>
      <h2>{message("noticesHeading")}</h2>
      <label class="choice">
        <input
          type="checkbox"
          autocomplete="off"
          aria-describedby="notify-help"
          checked={state.notifies.value}
          onChange={async ({ currentTarget }) => {
            await state.notify(currentTarget.checked);
            // Refused: the box must not go on saying what is not so.
            currentTarget.checked = state.notifies.value;
          }}
        />
        {message("notify")}
      </label>
      <p id="notify-help" class="muted">
        {message("notifyHelp")}
      </p>
    </section>
  );
}

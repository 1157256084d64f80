import { useSignal } from "@preact/signals";
import { regions } from "../genesys/regions.ts";
import { message } from "../platform/i18n.ts";
import type { ShownPolicy } from "../attributes/policy/schema.ts";
import type { Settings } from "../protocol/settings.ts";
import { DialectField } from "./dialect-field.tsx";
import { SetByOrganization } from "./set-by-organization.tsx";
import type { OptionsState } from "./state.ts";

interface Props {
  /** `undefined` until it is known what was saved. */
  readonly settings: Settings | undefined;
  /** What the organization decided. */
  readonly policy: ShownPolicy | undefined;
  readonly state: OptionsState;
}

/** Genesys' client IDs are GUIDs; anything else is warned about, not refused: the sign-in decides. */
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function SettingsFields({ settings, policy, state }: Props) {
  const region = useSignal(settings?.region ?? "");
  const clientId = useSignal(settings?.clientId ?? "");
  const dialect = useSignal(settings?.dialect ?? "conversations");
  /** An empty field is no mistake until someone saves. */
  const tried = useSignal(false);
  const id = clientId.value.trim();
  const regionError = tried.value && region.value === "" ? message("regionMissing") : "";
  const clientIdError = tried.value && id === "" ? message("clientIdMissing") : "";
  const clientIdWarning = id !== "" && !guid.test(id) ? message("clientIdShape") : "";

  async function save(): Promise<void> {
    tried.value = true;
    if (region.value === "") document.getElementById("region")?.focus();
    else if (id === "") document.getElementById("client-id")?.focus();
    else await state.save({ region: region.value, clientId: id, dialect: dialect.value });
  }
  return (
    <>
      <label for="region">{message("region")}</label>
      <select
        id="region"
        autocomplete="off"
        aria-invalid={regionError !== ""}
        disabled={policy?.region !== undefined}
        aria-describedby="region-lock region-error"
        value={region.value}
        onChange={({ currentTarget }) => (region.value = currentTarget.value)}
      >
        <option value="">{message("regionChoose")}</option>
        {regions.map(({ domain, name, place }) => (
          <option key={domain} value={domain}>
            {message("regionOption", name, place, domain)}
          </option>
        ))}
      </select>
      <SetByOrganization id="region-lock" locked={policy?.region !== undefined} />
      <p id="region-error" class="field-error" aria-live="polite">
        {regionError}
      </p>
      <label for="client-id">{message("clientId")}</label>
      <input
        id="client-id"
        type="text"
        autocomplete="off"
        spellcheck={false}
        dir="auto"
        aria-invalid={clientIdError !== ""}
        disabled={policy?.clientId !== undefined}
        aria-describedby="client-id-lock client-id-help client-id-error"
        value={clientId.value}
        onInput={({ currentTarget }) => (clientId.value = currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.isComposing) void save();
        }}
      />
      <SetByOrganization id="client-id-lock" locked={policy?.clientId !== undefined} />
      <p id="client-id-help" class="muted">
        {message("clientIdHelp")}
      </p>
      <p id="client-id-error" class="field-error" aria-live="polite">
        {clientIdError}
        {clientIdWarning === "" ? null : <span class="field-warning">{clientIdWarning}</span>}
      </p>
      <DialectField
        locked={policy?.dialect !== undefined}
        dialect={dialect.value}
        onChange={(chosen) => (dialect.value = chosen)}
      />
      <button type="button" class="primary" onClick={save}>
        {message("saveSettings")}
      </button>
    </>
  );
}

import { useSignal } from "@preact/signals";
import { regions } from "../genesys/regions.ts";
import { message } from "../platform/i18n.ts";
import type { ShownPolicy } from "../attributes/policy/schema.ts";
import type { Settings } from "../protocol/settings.ts";
import { uuidPattern } from "../protocol/uuid.ts";
import { DialectField } from "./dialect-field.tsx";
import { SetByOrganization } from "./set-by-organization.tsx";
import type { OptionsState } from "./state.ts";

interface Props {
  readonly settings: Settings;
  /** What the organization decided. */
  readonly policy: ShownPolicy;
  readonly state: OptionsState;
}

/** What someone typed stands until it is saved, whatever is published meanwhile; only what the organization decides goes before it. */
export function SettingsFields({ settings, policy, state }: Props) {
  const typed = state.typed.value;
  const region = (policy.region === undefined ? typed.region : undefined) ?? settings.region ?? "";
  const clientId = (policy.clientId === undefined ? typed.clientId : undefined) ?? settings.clientId ?? "";
  const dialect = (policy.dialect === undefined ? typed.dialect : undefined) ?? settings.dialect;
  /** An empty field is no mistake until someone saves. */
  const tried = useSignal(false);
  const id = clientId.trim();
  const regionError = tried.value && region === "" ? message("regionMissing") : "";
  const clientIdError = tried.value && id === "" ? message("clientIdMissing") : "";
  // Genesys' client IDs are UUIDs; anything else is warned about, not refused: the sign-in decides.
  const clientIdWarning = id !== "" && !uuidPattern.test(id) ? message("clientIdShape") : "";

  async function save(): Promise<void> {
    tried.value = true;
    if (region === "") document.getElementById("region")?.focus();
    else if (id === "") document.getElementById("client-id")?.focus();
    else await state.save({ region, clientId: id, dialect });
  }
  return (
    <>
      <label for="region">{message("region")}</label>
      <select
        id="region"
        autocomplete="off"
        aria-invalid={regionError !== ""}
        disabled={policy.region !== undefined}
        aria-describedby="region-lock region-error"
        value={region}
        onChange={({ currentTarget }) => state.type({ region: currentTarget.value })}
      >
        <option value="">{message("regionChoose")}</option>
        {regions.map(({ domain, name, place }) => (
          <option key={domain} value={domain}>
            {message("regionOption", name, place, domain)}
          </option>
        ))}
      </select>
      <SetByOrganization id="region-lock" locked={policy.region !== undefined} />
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
        disabled={policy.clientId !== undefined}
        aria-describedby="client-id-lock client-id-help client-id-error"
        value={clientId}
        onInput={({ currentTarget }) => state.type({ clientId: currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.isComposing) void save();
        }}
      />
      <SetByOrganization id="client-id-lock" locked={policy.clientId !== undefined} />
      <p id="client-id-help" class="muted">
        {message("clientIdHelp")}
      </p>
      <p id="client-id-error" class="field-error" aria-live="polite">
        {clientIdError}
        {clientIdWarning === "" ? null : <span class="field-warning">{clientIdWarning}</span>}
      </p>
      <DialectField
        locked={policy.dialect !== undefined}
        dialect={dialect}
        onChange={(chosen) => state.type({ dialect: chosen })}
      />
      <button type="button" class="primary" onClick={save}>
        {message("saveSettings")}
      </button>
    </>
  );
}

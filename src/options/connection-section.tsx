import { message } from "../platform/i18n.ts";
import type { Finding } from "./connection-text.ts";
import type { OptionsState } from "./state.ts";

const marks = { good: "✓", bad: "✗", unknown: "?" } as const;

function resultText(result: keyof typeof marks): string {
  switch (result) {
    case "good":
      return message("resultGood");
    case "bad":
      return message("resultBad");
    case "unknown":
      return message("resultUnknown");
  }
}

/** What can be done about it here and now. */
function Remedy({ finding, state }: { finding: Finding; state: OptionsState }) {
  const published = state.published.value;
  switch (finding.kind) {
    case "hosts-missing":
      return (
        <button type="button" onClick={state.connection.allowHosts}>
          {message("allowHosts")}
        </button>
      );
    case "signed-out":
    case "sign-in-needed":
      return (
        <button type="button" onClick={state.signIn}>
          {message("signIn")}
        </button>
      );
    case "redirect-refused":
      return (
        <button type="button" onClick={state.copyRedirectUri}>
          {message("copyRedirect")}
        </button>
      );
    case "region-wrong":
    case "tab-elsewhere": {
      // Where the organization decided the region, only its administrator can mend it.
      if (published?.policy.region !== undefined) return <p>{message("setByOrganization")}</p>;
      return (
        <button type="button" onClick={() => state.useRegion(finding.detail)}>
          {message("useRegion")}
        </button>
      );
    }
    default:
      return null;
  }
}

export function ConnectionSection({ state }: { state: OptionsState }) {
  const { findings, isChecking, textOf, check, copyReport } = state.connection;
  return (
    <section>
      <h2>{message("checkHeading")}</h2>
      <p class="muted">{message("checkHelp")}</p>
      {findings.value.length === 0 ? null : (
        <ul class="findings" aria-label={message("checkHeading")}>
          {findings.value.map((finding) => {
            const { result, happened, advice } = textOf(finding);
            return (
              <li key={finding.kind} data-kind={finding.kind} data-result={result}>
                <span class="mark" aria-hidden="true">
                  {marks[result]}
                </span>
                <div>
                  <p>
                    <span class="visually-hidden">{resultText(result)}</span> {happened}
                  </p>
                  {advice === "" ? null : <p class="muted">{advice}</p>}
                  <Remedy finding={finding} state={state} />
                </div>
              </li>
            );
          })}
        </ul>
      )}
      <div class="buttons">
        <button type="button" aria-disabled={isChecking.value} onClick={check}>
          {message("checkConnection")}
        </button>
        {findings.value.length > 0 ? (
          <button type="button" onClick={copyReport}>
            {message("copyReport")}
          </button>
        ) : null}
      </div>
    </section>
  );
}

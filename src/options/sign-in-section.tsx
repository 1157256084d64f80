import type { ComponentChild } from "preact";
import { message } from "../platform/i18n.ts";
import { problemText } from "../platform/problem-text.ts";
import type { Account } from "../protocol/published-state.ts";
import type { OptionsState } from "./state.ts";

function accountText(account: Exclude<Account, { status: "setup-needed" }>): string {
  switch (account.status) {
    case "signed-out":
      return account.problem ? problemText(account.problem).text : message("signedOutOptions");
    case "signing-in":
      return message("signingInText");
    case "signed-in":
      return account.signInNeeded
        ? message("signInNeededOptions")
        : message("signedInAs", account.userName, account.organizationName);
  }
}

/** The next step once the settings are saved. */
export function SignInSection({
  account,
  state,
  mark,
}: {
  account: Account;
  state: OptionsState;
  mark: ComponentChild;
}) {
  if (account.status === "setup-needed") return null;
  const offered = account.status === "signed-out" || (account.status === "signed-in" && account.signInNeeded);
  return (
    <section>
      <h2>
        {mark}
        {message("signInHeading")}
      </h2>
      <p dir="auto">{accountText(account)}</p>
      {account.status === "signed-in" && !offered ? <p class="muted">{message("signedInNext")}</p> : null}
      {offered ? (
        <button type="button" onClick={state.signIn}>
          {message("signIn")}
        </button>
      ) : null}
    </section>
  );
}

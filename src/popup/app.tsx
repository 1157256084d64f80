import { useEffect } from "preact/hooks";
import { Footer } from "./footer.tsx";
import { HostsNeeded } from "./hosts-needed.tsx";
import { KeysDialog } from "./keys-dialog.tsx";
import { Loading } from "./loading.tsx";
import { Orphaned } from "./orphaned.tsx";
import { SetupNeeded } from "./setup-needed.tsx";
import { listenToShortcuts } from "./shortcuts.ts";
import { SignedIn } from "./signed-in.tsx";
import { SignedOut } from "./signed-out.tsx";
import { SigningIn } from "./signing-in.tsx";
import type { PopupState } from "./state.ts";
import { StateContext } from "./state-context.ts";

function View({ state }: { state: PopupState }) {
  if (state.orphaned.value) return <Orphaned />;
  const account = state.published.value?.account;
  switch (account?.status) {
    case undefined:
      return <Loading />;
    case "setup-needed":
      return <SetupNeeded />;
    case "signed-out":
      return <SignedOut problem={account.problem} />;
    case "signing-in":
      return <SigningIn />;
    case "signed-in":
      return <SignedIn account={account} />;
  }
}

export function App({ state }: { state: PopupState }) {
  useEffect(() => listenToShortcuts(state), [state]);
  return (
    <StateContext.Provider value={state}>
      <div class="app">
        <HostsNeeded />
        <View state={state} />
        <Footer />
        <KeysDialog />
      </div>
    </StateContext.Provider>
  );
}

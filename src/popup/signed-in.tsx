import type { Account } from "../protocol/published-state.ts";
import { AccountMenu } from "./account-menu.tsx";
import { AnotherCall } from "./another-call.tsx";
import { ArrivalBanner } from "./arrival-banner.tsx";
import { Banners } from "./banners.tsx";
import { BegunSection } from "./begun-section.tsx";
import { CallHeader } from "./call-header.tsx";
import { CallList } from "./call-list.tsx";
import { CallView } from "./call-view.tsx";
import { CallsFailed } from "./calls-failed.tsx";
import { Loading } from "./loading.tsx";
import { NoCall } from "./no-call.tsx";
import { useAppState } from "./state-context.ts";
import { UnlistedSection } from "./unlisted-section.tsx";

function Content() {
  const { published, shown } = useAppState();
  if (shown.call.value) return <CallView call={shown.call.value} />;
  const calls = published.value?.calls;
  if (calls?.status === "failed") return <CallsFailed problem={calls.problem} />;
  return calls?.status === "ready" ? <NoCall /> : <Loading />;
}

export function SignedIn({ account }: { account: Extract<Account, { status: "signed-in" }> }) {
  const { published, shown } = useAppState();
  const call = shown.call.value;
  return (
    <>
      <header class="top">
        <div class="header">
          {call ? <CallHeader key={call.conversationId} call={call} /> : <p class="brand">Calltag</p>}
          <AccountMenu
            // What one person was asked, another one does not answer.
            key={account.owner}
            userName={account.userName}
            organizationName={account.organizationName}
          />
        </div>
        <Banners signInNeeded={account.signInNeeded} />
        <ArrivalBanner />
        {(published.value?.calls.list.length ?? 0) > 1 ? <CallList /> : null}
        {call ? <AnotherCall /> : null}
      </header>
      <UnlistedSection />
      <BegunSection />
      <Content />
    </>
  );
}

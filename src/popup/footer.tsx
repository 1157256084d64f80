import { ByteMeter } from "./byte-meter.tsx";
import { FooterActions } from "./footer-actions.tsx";
import { FooterCount } from "./footer-count.tsx";
import { useAppState } from "./state-context.ts";
import { Waiting } from "./waiting.tsx";

/** What happened is said here, in a region that is always there. */
export function Footer() {
  const { notices, shown, published } = useAppState();
  const signedIn = published.value?.account.status === "signed-in";
  const acting = signedIn && shown.participant.value !== undefined;
  const isAside = notices.status.value === notices.aside.value;
  return (
    <footer class="footer">
      {signedIn ? <Waiting /> : null}
      {acting ? <ByteMeter /> : null}
      <div class="bar">
        <div class="said">
          {acting ? <FooterCount /> : null}
          <p role="status" class={isAside ? "visually-hidden" : "status"} title={notices.status.value}>
            {notices.status.value}
          </p>
        </div>
        {acting ? <FooterActions /> : null}
      </div>
    </footer>
  );
}

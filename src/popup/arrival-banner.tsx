import { message } from "../platform/i18n.ts";
import { callerText } from "./caller-text.ts";
import { Icon } from "./icon.tsx";
import { phaseText } from "./phase-text.ts";
import { useAppState } from "./state-context.ts";

/** Another call asks for attention; what is on screen stays until the person goes there. */
export function ArrivalBanner() {
  const { arrived, dismissArrival, selectCall } = useAppState();
  const call = arrived.value;
  if (!call) return null;
  return (
    <div class="banner" data-tone="news">
      <Icon name="call" />
      <p dir="auto">{message("newCall", callerText(call), phaseText(call.phase))}</p>
      <button type="button" onClick={() => selectCall(call.conversationId)}>
        {message("goToCall")}
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label={message("dismiss")}
        title={message("dismiss")}
        onClick={() => dismissArrival(call.conversationId)}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

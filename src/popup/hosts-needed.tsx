import { message } from "../platform/i18n.ts";
import { Icon } from "./icon.tsx";
import { useAppState } from "./state-context.ts";

/** The browser does not let Calltag reach Genesys any more: said before anything else, for nothing works until it does. */
export function HostsNeeded() {
  const { mayReachHosts, allowHosts } = useAppState();
  if (mayReachHosts.value) return null;
  return (
    <div class="banner" data-tone="warn">
      <Icon name="alert" />
      <p>
        {message("checkHostsMissing")} {message("checkHostsMissingAdvice")}
      </p>
      <button type="button" onClick={allowHosts}>
        {message("allowHosts")}
      </button>
    </div>
  );
}

import { message } from "../platform/i18n.ts";
import type { OptionsState } from "./state.ts";

/** Without access to Genesys' hosts nothing works: said before anything else. */
export function HostsNeeded({ state }: { state: OptionsState }) {
  const { hosts, allowHosts } = state.connection;
  if (hosts.isGranted.value) return null;
  return (
    <section class="problem">
      <p>
        {message("checkHostsMissing")} {message("checkHostsMissingAdvice")}
      </p>
      <button type="button" class="primary" onClick={allowHosts}>
        {message("allowHosts")}
      </button>
    </section>
  );
}

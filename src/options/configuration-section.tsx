import { useRef } from "preact/hooks";
import { message } from "../platform/i18n.ts";
import { FindingList } from "./policy-findings.tsx";
import type { OptionsState } from "./state.ts";

/** Everything that can be configured, in one file of the policy's shape. */
export function ConfigurationSection({ state }: { state: OptionsState }) {
  const { findings, importFile, exportFile, remove } = state.configuration;
  const input = useRef<HTMLInputElement>(null);
  return (
    <section>
      <h2>{message("configurationHeading")}</h2>
      <p class="muted">{message("configurationHelp")}</p>
      <FindingList findings={findings.value} />
      <div class="buttons">
        <input
          ref={input}
          type="file"
          accept=".json,application/json"
          hidden
          aria-label={message("importConfiguration")}
          onChange={async ({ currentTarget }) => {
            const file = currentTarget.files?.[0];
            if (file) await importFile(file);
            // The same file once more, mended, is a change too.
            currentTarget.value = "";
          }}
        />
        <button type="button" onClick={() => input.current?.click()}>
          {message("importConfiguration")}
        </button>
        <button type="button" onClick={exportFile}>
          {message("exportConfiguration")}
        </button>
        <button type="button" class="quiet" onClick={remove}>
          {message("removeConfiguration")}
        </button>
      </div>
    </section>
  );
}

import { signal } from "@preact/signals";
import type { Finding } from "../attributes/policy/schema.ts";
import { download } from "../platform/download.ts";
import { message } from "../platform/i18n.ts";
import { type ProblemText, problemText } from "../platform/problem-text.ts";
import { sendCommand } from "../platform/send-command.ts";
import { type Configuration, configurationSchema } from "../protocol/configuration.ts";

interface Said {
  readonly say: (text: string) => void;
  readonly complain: (problem: ProblemText) => void;
  /** A file applies now. */
  readonly taken: (configuration: Configuration) => Promise<void>;
}

/** A configuration as a file, in the policy's shape: taken as a whole or not at all. */
export function createConfiguration({ say, complain, taken }: Said) {
  /** What is wrong with the file that was chosen last. */
  const findings = signal<readonly Finding[]>([]);

  async function take(configuration: Configuration, success: string): Promise<void> {
    const reply = await sendCommand("import-configuration", { configuration });
    findings.value = [];
    if (!reply.ok) complain(problemText(reply.error));
    else if (reply.value.findings.length > 0) refuse(reply.value.findings);
    else {
      await taken(configuration);
      say(success);
    }
  }
  function refuse(wrong: readonly Finding[]): void {
    findings.value = wrong;
    complain({ text: message("importRefused"), correlationId: undefined });
  }

  return {
    findings,
    importFile: async (file: File): Promise<void> => {
      findings.value = [];
      let configuration: unknown;
      try {
        configuration = JSON.parse(await file.text());
      } catch (error) {
        const detail = error instanceof SyntaxError ? error.message : "";
        complain({ text: message("importNotJson", detail), correlationId: undefined });
        return;
      }
      const parsed = configurationSchema.safeParse(configuration);
      if (parsed.success) await take(parsed.data, message("imported"));
      else refuse([{ path: "", problem: "type", expected: "object", instead: null }]);
    },
    /** Region, client ID and dialect stay. */
    remove: () => take({}, message("configurationRemoved")),
    exportFile: async (): Promise<void> => {
      const reply = await sendCommand("export-configuration", {});
      if (!reply.ok) {
        complain(problemText(reply.error));
        return;
      }
      download("calltag-configuration.json", "application/json", reply.value.text);
      say(message("exported"));
    },
  };
}

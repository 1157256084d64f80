import english from "../../public/_locales/en/messages.json";
import type { MessageKey } from "../../src/platform/i18n.ts";

/** What `browser.i18n.getMessage` says in an English browser. */
export function englishMessage(key: MessageKey, ...substitutions: (string | number)[]): string {
  return english[key].message.replace(/\$(\d)/g, (_, index: string) => String(substitutions[Number(index) - 1] ?? ""));
}

import { message } from "../platform/i18n.ts";
import type { Notices } from "./notices.ts";
import type { Row } from "./rows.ts";

/** `what` is what the confirmation calls it. */
export async function copyText(text: string, what: string, notices: Notices): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    notices.say(message("copied", what));
  } catch {
    notices.fail({ text: message("copyFailed"), correlationId: undefined });
  }
}

/** As people see them, by their exact names. */
export function asJson(rows: readonly Row[]): string {
  // A name such as `__proto__` must become a member like any other.
  const members = rows.map(({ name, text }) => `  ${JSON.stringify(name)}: ${JSON.stringify(text)}`);
  return `{\n${members.join(",\n")}\n}`;
}

/** A cell as spreadsheets paste it; what would be run there as a formula is made a text. */
function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[\t\r\n"]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** Tabs between name and value, a line each. */
export function asTable(rows: readonly Row[]): string {
  return rows.map(({ name, text }) => `${cell(name)}\t${cell(text)}`).join("\n");
}

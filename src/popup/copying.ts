import { masked } from "../attributes/policy/masking.ts";
import { isStandIn } from "../attributes/stand-in.ts";
import { message } from "../platform/i18n.ts";
import type { Notices } from "./notices.ts";
import type { Row } from "./rows.ts";
import { spreadsheetCell } from "./spreadsheet-cell.ts";

/** `what` is what the confirmation calls it. */
export async function copyText(text: string, what: string, notices: Notices): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    notices.say(message("copied", what));
  } catch {
    notices.fail({ text: message("copyFailed"), correlationId: undefined });
  }
}

/** All together go where nobody looks at each: what was typed over a masked value is masked there too. */
function textOf({ text, rule, server }: Row): string {
  return rule?.sensitive === true || isStandIn(server) ? masked(text) : text;
}

/** As people see them, by their exact names. */
export function asJson(rows: readonly Row[]): string {
  // A name such as `__proto__` must become a member like any other.
  const members = rows.map((row) => `  ${JSON.stringify(row.name)}: ${JSON.stringify(textOf(row))}`);
  return `{\n${members.join(",\n")}\n}`;
}

/** Tabs between name and value, a line each. */
export function asTable(rows: readonly Row[]): string {
  return rows.map((row) => [row.name, textOf(row)].map((text) => spreadsheetCell(text, "\t")).join("\t")).join("\n");
}

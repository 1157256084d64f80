import type { AttributeRule } from "../attributes/policy/schema.ts";
import { displayValue } from "../attributes/policy/types.ts";
import { locale, message } from "../platform/i18n.ts";

export function booleanText(text: string): string {
  return message(text === "true" ? "valueYes" : "valueNo");
}

/** A value to be read, not edited: in the person's language. */
export function readingText(stored: string, rule: AttributeRule | undefined): string {
  if (!rule) return stored;
  if (rule.type === "boolean" && /^(?:true|false)$/.test(stored)) return booleanText(stored);
  return displayValue(stored, rule, locale());
}

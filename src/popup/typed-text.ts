import { isStandIn, shownText } from "../attributes/stand-in.ts";
import { splitTypedValue, type TypedValue } from "../attributes/typed-value.ts";
import type { Unmask } from "./revealing.ts";
import type { Row } from "./rows.ts";

/**
 * A value as people see it. The type in front is that of the base, from which the edit began: what someone types never
 * becomes a type by looking like one. What is masked reads as its mask.
 */
export function typedText(name: string, base: string | null, value: string): TypedValue {
  const { prefix } = splitTypedValue(name, base ?? "");
  if (base !== null && value.startsWith(prefix)) return { prefix, text: shownText(value.slice(prefix.length)) };
  const split = base === null ? { prefix: "", text: value } : splitTypedValue(name, value);
  return { prefix: split.prefix, text: shownText(split.text) };
}

/** A row's text to be copied: what a person can read. `null` while it is masked: dots are no use to anyone. */
export function copyableText({ name, value, base, draft }: Row, unmask: Unmask): string | null {
  const known = unmask(value);
  return isStandIn(known) ? null : typedText(name, draft ? draft.base : base, known).text;
}

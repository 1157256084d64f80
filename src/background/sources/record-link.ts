import { type Attribute, valueOf } from "../../attributes/attribute.ts";
import { encodedValue, linkTo } from "../../attributes/policy/link.ts";
import type { SourceRule } from "./call-question.ts";

type RecordLink = { url: string; host: string } | null;

/**
 * The contact or record behind an answer: `{value}` is the contact's id, for a Data Action the value that the first line of its map
 * asks for. Where that is missing there is no link: another value would open somebody else's record.
 */
export function recordLink(
  { link, map }: Pick<SourceRule, "link" | "map">,
  contactId: string | null,
  answered: readonly Attribute[],
): RecordLink {
  const value = contactId ?? valueOf(answered, Object.keys(map)[0] ?? "");
  return value === null ? null : linkTo(link, value);
}

/** The link, unless one of the values that are not to be told stands in it. */
export function discreetLink(link: RecordLink, untold: readonly { readonly value: string }[]): RecordLink {
  return untold.some(({ value }) => link?.url.includes(encodedValue(value))) ? null : link;
}

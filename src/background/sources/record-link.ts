import type { Attribute } from "../../attributes/attribute.ts";
import { linkTo } from "../../attributes/policy/link.ts";

/** The contact or record behind an answer: `{value}` is the contact's id, for a Data Action the first value of its map. */
export function recordLink(
  link: string,
  contactId: string | null,
  [first]: readonly Attribute[],
): { url: string; host: string } | null {
  const value = contactId ?? first?.value;
  return value === undefined ? null : linkTo(link, value);
}

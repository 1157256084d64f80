/** E.164: a plus, and 15 digits at most, of which the first is none of 0 (ITU-T E.164, 2010, section 6). */
const international = /^\+[1-9]\d{2,14}$/;

/** Separators with which people and gateways group the digits of a `tel:` address (RFC 3966, section 5.1.1: visual separators). */
const separators = /[-.() ]/g;

/**
 * The E.164 number of an address (`tel:+4930555010`, `sip:+4930555010@10.0.0.1;user=phone`), where it stands in it; `null`
 * for extensions, national numbers, "anonymous", withheld and malformed ones. Nothing is reckoned from a country's rules:
 * a library for that would double the background (address formats: genesys-platform-api.md 2.3 [OBS]).
 */
export function e164Of(address: string | null): string | null {
  const match = /^(?:tel|sips?):(?<user>[^@;?]*)/i.exec((address ?? "").trim());
  if (!match?.groups) return null;
  const user = decoded(match.groups.user ?? "").split(";", 1)[0] ?? "";
  const number = user.replace(separators, "");
  return international.test(number) ? number : null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/** Half a surrogate pair has no encoding. */
export function encodedValue(value: string): string {
  return encodeURIComponent(value.replace(/\p{Surrogate}/gu, "\ufffd"));
}

/**
 * The address behind a rule's `link`, with the value in it, encoded; `null` where there is none. https only, and the host is the
 * one that the administrator named: no value can change it.
 */
export function linkTo(link: string, value: string): { url: string; host: string } | null {
  if (link === "" || value === "") return null;
  const encoded = encodedValue(value);
  const url = link.replaceAll("{value}", () => encoded);
  if (!URL.canParse(url)) return null;
  const { protocol, host } = new URL(url);
  return protocol === "https:" && host === new URL(link).host ? { url, host } : null;
}

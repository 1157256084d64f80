import { uuidPattern } from "./uuid.ts";

/**
 * The interaction detail page of a supervisor, older and newer form, with or without a tab behind it
 * (agent-ui-and-peers.md A2, confidence H). Any other UUID in a route is something else: a dashboard, a person, a
 * queue, an app, a workspace tab, a contact.
 */
const detailRoute = /^#\/(?:engage\/admin|analytics)\/interactions\/(?<id>[^/?&#]+)(?:[/?]|$)/;

/** The same inside the frame of the analytics views, which has a hash of its own (A2, inferred). */
const framedRoute = /^#\/interactions\/(?<id>[^/?&#]+)(?:[/?]|$)/;

/** How links of client apps and screen pops name it: the name is free, these occur (A2, A4). */
const idParameter = /[?&](?:(?:pc|gc)_?)?conversationid=(?<id>[^&#/?]+)/gi;

function idIn(match: RegExpExecArray | null): string | null {
  const id = match?.groups?.id ?? "";
  return uuidPattern.test(id) ? id.toLowerCase() : null;
}

/** The conversation whose detail page a route of the agent UI shows; `hash` begins with `#`. */
export function detailPageIn(hash: string): string | null {
  return idIn(detailRoute.exec(hash));
}

export function framedDetailPageIn(hash: string): string | null {
  return idIn(framedRoute.exec(hash));
}

/** `conversationId` of a query and nothing else; `query` begins with `?`. Twice with different ids is none. */
export function idInQuery(query: string): string | null {
  const ids = new Set([...query.matchAll(idParameter)].map(idIn));
  const [id = null, ...others] = ids;
  return others.length === 0 ? id : null;
}

/** Mail gateways and CRMs wrap a link into the query of another one. */
function unwrapped(link: string): string {
  try {
    return decodeURIComponent(link);
  } catch {
    return link;
  }
}

function idInLink(link: string): string | null {
  const start = link.indexOf("#/");
  const hash = start < 0 ? "" : link.slice(start);
  const query = /\?.*/s.exec(link)?.[0] ?? "";
  return detailPageIn(hash) ?? framedDetailPageIn(hash) ?? idInQuery(query);
}

/**
 * The conversation that a pasted text names: a bare id, or a link to an interaction's page as the agent UI, mails and
 * client apps have it, with stray quotes, `%22`, brackets and words around it. A text that names several is refused:
 * better none than the wrong call.
 */
export function conversationIdIn(text: string): string | null {
  const words = text
    // Longer than any link: not worth reading.
    .slice(0, 10_000)
    .replaceAll(/%22|%27|["'`‘’“”„«»]/gi, "")
    .split(/[\s<>]+/)
    .map((word) => word.replaceAll(/^[([{]+|[\])},.;:!]+$/g, ""));
  const named = words.map((word) => idInLink(word) ?? idInLink(unwrapped(word))).filter((id) => id !== null);
  const bare = words.filter((word) => uuidPattern.test(word)).map((id) => id.toLowerCase());
  const [id = null, ...others] = new Set(named.length > 0 ? named : bare);
  return others.length === 0 ? id : null;
}

import { regionDomains, regionHosts } from "../genesys/regions.ts";
import { detailPageIn, framedDetailPageIn, idInQuery } from "../protocol/conversation-link.ts";

const appHosts: ReadonlySet<string> = new Set(regionDomains.map((domain) => regionHosts(domain).apps));

function parse(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined;
}

/**
 * The conversation whose page an address of the agent UI shows (agent-ui-and-peers.md A2); `null` for every other page.
 * A `?conversationId=` before the hash stays there while the shell moves on to other views: it counts only where the
 * hash names no view.
 */
export function interactionOnPage(address: string): string | null {
  const url = parse(address);
  if (url?.protocol !== "https:" || !appHosts.has(url.host)) return null;
  if (url.pathname.startsWith("/analytics-ui/")) return framedDetailPageIn(url.hash);
  if (!url.pathname.startsWith("/directory/") && url.pathname !== "/directory") return null;
  const namesNoView = url.hash === "" || url.hash === "#/";
  return detailPageIn(url.hash) ?? (namesNoView ? idInQuery(url.search) : null);
}

/**
 * A page of somebody else's can hold a frame of Genesys' with any address: only a frame around which everything is Genesys' own
 * says what the person looks at. (Whoever is on another origin cannot be asked for theirs.)
 */
export function isAmongItsOwn(frame: Window): boolean {
  try {
    for (let around = frame; around !== around.parent; around = around.parent)
      if (around.parent.location.origin !== frame.location.origin) return false;
    return true;
  } catch {
    return false;
  }
}

/** Where an agent's roster stands: the shell, and the client embedded in a CRM (A2). In other frames there is none to look for. */
export function mayHoldRoster(address: string): boolean {
  const path = parse(address)?.pathname ?? "";
  return path === "/directory" || path.startsWith("/directory/") || path.startsWith("/crm/");
}

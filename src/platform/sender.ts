import type { Sender } from "../protocol/commands.ts";

/** What the browser says of whoever sent a message; every field may be missing. */
export interface SenderFacts {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly frameId?: number | undefined;
  readonly tab?: { readonly id?: number | undefined } | undefined;
}

export interface OwnIdentity {
  readonly extensionId: string;
  /** `runtime.getURL("")` */
  readonly extensionUrl: string;
  /** Origins on which the content script runs. */
  readonly contentOrigins: ReadonlySet<string>;
}

/**
 * Who sent a message; `null` = nobody we listen to. Fails closed: whatever is not clearly one of our pages or our content
 * script in a Genesys frame is refused. Chrome's popup has neither `tab` nor `frameId`; pages in tabs have frameId 0
 * (engineering.md, "senders").
 */
export function classifySender(sender: SenderFacts, own: OwnIdentity): Sender | null {
  if (sender.id !== own.extensionId || sender.url === undefined) return null;
  if (sender.url.startsWith(own.extensionUrl)) return (sender.frameId ?? 0) === 0 ? "pages" : null;
  if (sender.tab?.id === undefined || sender.frameId === undefined || !URL.canParse(sender.url)) return null;
  return own.contentOrigins.has(new URL(sender.url).origin) ? "content" : null;
}

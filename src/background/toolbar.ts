import { badgeOf } from "./badge.ts";
import type { OpenDrafts } from "./open-drafts.ts";
import type { Outbox } from "./outbox.ts";
import type { BackgroundParts } from "./parts.ts";

interface ToolbarParts extends Pick<BackgroundParts, "browser"> {
  readonly openDrafts: OpenDrafts;
  readonly outbox: Outbox;
}

/** Answers what brings the toolbar button up to date, and does nothing where it is. */
export function createToolbar({ browser, openDrafts, outbox }: ToolbarParts): () => Promise<void> {
  let shown: string | undefined;
  return async () => {
    const badge = badgeOf(openDrafts.all(), outbox.all());
    const next = JSON.stringify(badge);
    if (next === shown) return;
    shown = next;
    await browser.setBadge(badge);
  };
}

import { attributeLabel } from "../attributes/label.ts";
import { missingValues } from "./missing-values.ts";
import type { PolicyKeeper } from "./policy.ts";
import type { Calls } from "./calls.ts";
import { createNotices } from "./notices.ts";
import type { OpenWork } from "./open-work.ts";
import type { BackgroundParts } from "./parts.ts";
import type { Presence } from "./presence.ts";
import type { Selection } from "./selection.ts";
import type { Session } from "./session.ts";
import type { SettingsKeeper } from "./settings.ts";
import { createToolbar } from "./toolbar.ts";

interface SignParts extends Pick<BackgroundParts, "stored" | "browser"> {
  readonly settings: SettingsKeeper;
  readonly session: Session;
  readonly calls: Calls;
  readonly selection: Selection;
  readonly presence: Presence;
  readonly policy: PolicyKeeper;
  readonly work: () => readonly OpenWork[];
  /** Additions that have no name yet. */
  readonly begun: () => number;
}

/** How the work stands, said outside of the pages: by the toolbar button, and by notifications. */
export function createSigns(parts: SignParts) {
  const { settings, session, calls, selection, presence, policy, browser, work } = parts;
  const showToolbar = createToolbar({
    ...parts,
    isMissed: () => settings.forSignIn() !== undefined && presence.isGenesysOpen(),
    missing(open) {
      const [conversation, user] = [calls.get(selection.shown() ?? ""), session.user()];
      return conversation && user ? missingValues(conversation, user, policy.rules(), open).length : 0;
    },
  });
  const notices = createNotices({
    ...parts,
    isViewOpen: () => presence.isViewOpen(),
    isWanted: () => settings.current().notify,
    labelOf: (name) =>
      attributeLabel(name, policy.rules(), policy.tags(), {
        tags: browser.message("tags"),
        note: browser.message("note"),
      }),
  });
  return {
    restore: () => notices.restore(),
    showToolbar: () => showToolbar(work()),
    /** A browser that refuses a notification stops nothing else. */
    async show(): Promise<void> {
      const open = work();
      await Promise.all([showToolbar(open), notices.look(open).catch(() => undefined)]);
    },
    /** A page of Calltag shows it all now. */
    seen: () => notices.seen().catch(() => undefined),
  };
}

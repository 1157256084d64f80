import type { Clock } from "../genesys/clock.ts";
import type { Handlers } from "./answer-commands.ts";
import { callCommands } from "./call-commands.ts";
import type { Calls } from "./calls.ts";
import type { Delivery } from "./delivery.ts";
import type { Drafts } from "./drafts.ts";
import type { History } from "./history.ts";
import { historyCommands } from "./history-commands.ts";
import type { LastSave } from "./last-save.ts";
import type { Limits } from "./limits.ts";
import type { Outbox } from "./outbox.ts";
import type { PolicyKeeper } from "./policy.ts";
import type { Presence } from "./presence.ts";
import { savingCommands } from "./saving-commands.ts";
import type { Selection } from "./selection.ts";
import type { Session } from "./session.ts";
import { sessionCommands } from "./session-commands.ts";
import type { SettingsKeeper } from "./settings.ts";

export interface HandlerParts {
  readonly clock: Clock;
  readonly policy: PolicyKeeper;
  readonly settings: SettingsKeeper;
  readonly session: Session;
  readonly drafts: Drafts;
  readonly outbox: Outbox;
  readonly selection: Selection;
  readonly presence: Presence;
  readonly calls: Calls;
  readonly delivery: Delivery;
  readonly history: History;
  readonly lastSave: LastSave;
  readonly limits: Limits;
  readonly publish: () => Promise<void>;
  /** Changes the settings, and does what follows. */
  readonly settingsBecome: (change: () => Promise<void>) => Promise<void>;
  /** Reads the calls; what happened while nobody listened is known then. */
  readonly catchUp: () => Promise<void>;
  /** Is what is known of the calls as new as the channel makes it? */
  readonly isCurrent: () => boolean;
}

/** What each command of `src/protocol/commands.ts` does; one module for each kind. */
export function createHandlers(parts: HandlerParts): Handlers {
  return { ...sessionCommands(parts), ...callCommands(parts), ...savingCommands(parts), ...historyCommands(parts) };
}

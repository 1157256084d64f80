import type { ConnectionFinding } from "../protocol/connection.ts";
import type { Handlers } from "./answer-commands.ts";
import { callCommands } from "./call-commands.ts";
import type { Calls } from "./calls.ts";
import { configurationCommands } from "./configuration-commands.ts";
import type { Delivery } from "./delivery.ts";
import type { Drafts } from "./drafts.ts";
import type { History } from "./history.ts";
import { historyCommands } from "./history-commands.ts";
import type { LastSave } from "./last-save.ts";
import type { Limits } from "./limits.ts";
import type { Masks } from "./masks.ts";
import { maskCommands } from "./mask-commands.ts";
import type { Outbox } from "./outbox.ts";
import type { OutsideCalls } from "./outside-calls.ts";
import type { PolicyKeeper } from "./policy.ts";
import type { Presence } from "./presence.ts";
import { savingCommands } from "./saving-commands.ts";
import type { Selection } from "./selection.ts";
import type { Session } from "./session.ts";
import type { SaveEdits } from "./save-edits.ts";
import { sessionCommands } from "./session-commands.ts";
import type { SettingsKeeper } from "./settings.ts";
import { sourceCommands } from "./source-commands.ts";
import type { Sources } from "./sources/sources.ts";
import type { TakeBack } from "./take-back.ts";

export interface HandlerParts {
  readonly settings: SettingsKeeper;
  readonly session: Session;
  readonly drafts: Drafts;
  readonly outbox: Outbox;
  readonly selection: Selection;
  readonly presence: Presence;
  readonly calls: Calls;
  readonly outside: OutsideCalls;
  readonly delivery: Delivery;
  readonly history: History;
  readonly lastSave: LastSave;
  readonly limits: Limits;
  readonly policy: PolicyKeeper;
  readonly saveEdits: SaveEdits;
  readonly takeBack: TakeBack;
  readonly sources: Sources;
  readonly masks: Masks;
  readonly publish: () => Promise<void>;
  /** Changes the settings, and does what follows. */
  readonly settingsBecome: (change: () => Promise<void>) => Promise<void>;
  readonly checkConnection: () => Promise<ConnectionFinding[]>;
  /** Reads the calls; what happened while nobody listened is known then. */
  readonly catchUp: () => Promise<void>;
}

/** What each command of `src/protocol/commands.ts` does; one module for each kind. */
export function createHandlers(parts: HandlerParts): Handlers {
  return {
    ...sessionCommands(parts),
    ...callCommands(parts),
    ...savingCommands(parts),
    ...historyCommands(parts),
    ...sourceCommands(parts),
    ...configurationCommands(parts),
    ...maskCommands(parts),
  };
}

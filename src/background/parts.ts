import type { Language } from "../attributes/languages.ts";
import type { Clock } from "../genesys/clock.ts";
import type { message } from "../platform/i18n.ts";
import type { Database } from "../platform/database.ts";
import type { Stored } from "../platform/stored.ts";
import type { ToolbarLook } from "./toolbar.ts";

/** What the background needs of the browser, besides storage. Tests give their own. */
export interface BackgroundBrowser {
  /** The address to which Genesys sends the person back after signing in; ends with a slash. */
  redirectUri(): string;
  /**
   * Opens the sign-in page and resolves with the address it was redirected to. Not interactive: no window is shown, and it
   * rejects when the page would need the person.
   */
  launchSignIn(url: string, interactive: boolean): Promise<string>;
  /** Any call of an extension API: it keeps the background from being ended for idleness in both browsers. */
  keepAwake(): Promise<void>;
  /** Wakes the background once after `milliseconds`, or every so often. Replaces the alarm of that name. */
  setAlarm(name: string, alarm: { after: number } | { every: number }): Promise<void>;
  clearAlarm(name: string): Promise<void>;
  /** Does a content script still answer in that frame? */
  isFrameAlive(frame: { tabId: number; frameId: number }): Promise<boolean>;
  /**
   * Calls back whenever a tab is closed, until the answer is called. Firefox loses the good-bye of a page whose tab is closed (seen
   * in 153). Listened to only while a Genesys frame is there, for in Chrome each closed tab would wake the background.
   */
  onTabClosed(listener: (tabId: number) => void): () => void;
  setToolbar(look: ToolbarLook): Promise<void>;
  /** Speaks this language from now on, by `message` and wherever the browser shows a text of ours; `undefined`: its own. */
  speak(language: Language | undefined): Promise<void>;
  /** A text for people, in their language. */
  readonly message: typeof message;
  /** Opens the popup; where that is not allowed, and `orElse` says so, the same view in a window of its own. */
  openPopup(orElse?: "window"): Promise<void>;
  /** A notification of the system; replaces the one of the same id. Does nothing without the permission. */
  showNotice(id: string, notice: { title: string; text: string }): Promise<void>;
  clearNotice(id: string): Promise<void>;
}

/** Everything that the background is made of: no module takes time, chance, network or storage from anywhere else. */
export interface BackgroundParts {
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly fetch: typeof fetch;
  readonly WebSocket: typeof WebSocket;
  readonly stored: Stored;
  readonly database: Database;
  readonly browser: BackgroundBrowser;
}

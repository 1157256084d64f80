import type { Reply } from "../protocol/problem.ts";
import type { CommandSender } from "./answer-commands.ts";
import type { View } from "./views.ts";

/** What `index.ts` connects to the browser's events. Everything may be called before the state is restored: it waits. */
export interface Background {
  /** Resolves when the state of an earlier life is restored and published. */
  readonly ready: Promise<void>;
  answer(message: unknown, sender: CommandSender | null): Promise<Reply<unknown>>;
  /** A page of Calltag opened. */
  viewOpened(): View;
  /** Items of `storage.session` changed. */
  storedChanged(keys: readonly string[]): Promise<void>;
  /** The organization's policy arrived, or is another one now. */
  policyChanged(): Promise<void>;
  alarm(name: string): Promise<void>;
  /** There is a network again. */
  online(): void;
  /** Somebody chose "Add to call as attribute…" over selected text. */
  textSelected(text: string): Promise<void>;
  /** Somebody clicked a notification. */
  noticeClicked(): Promise<void>;
}

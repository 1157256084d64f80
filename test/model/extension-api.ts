import type { StoredArea } from "../../src/platform/stored.ts";

type Changes = Record<string, { oldValue?: unknown; newValue?: unknown }>;
type Listener = (changes: Changes, areaName: string) => void;

/** The browser in which a run's popup lives. */
export interface PageHost {
  readonly area: StoredArea;
  /** Asks the background; rejects if that dies before it has answered. */
  ask(message: { command: string; request: unknown }): Promise<unknown>;
  /** A page's port to the background: the way to close it. */
  connect(): () => void;
}

const listeners = new Set<Listener>();
const closers = new Set<() => void>();
let host: PageHost | undefined;

/** Every page opened from now on is in this browser; none, and whatever is still open hears nothing more. */
export function usePageHost(next: PageHost | undefined): void {
  host = next;
  listeners.clear();
  closers.clear();
}
export function tellPages(changes: Changes): void {
  for (const listener of listeners) listener(changes, "session");
}
/** Closes the ports of pages that were closed. */
export function closePorts(): void {
  for (const close of closers) close();
  closers.clear();
}
function hosted(): PageHost {
  if (!host) throw new Error("no run is under way");
  return host;
}

/**
 * `webextension-polyfill` as the popup's modules use it. A port says nothing of the background's end: a run opens the view anew
 * itself, 100 ms later, as `view-port.ts` does by a timer of the real clock.
 */
export const extensionApi = {
  storage: {
    session: {
      get: (keys: string[] | null) => hosted().area.get(keys),
      set: (items: Record<string, unknown>) => hosted().area.set(items),
      remove: (keys: string[]) => hosted().area.remove(keys),
    },
    // How a person likes to look at attributes: of no matter here.
    local: {
      get: () => Promise.resolve({}),
      set: () => Promise.resolve(),
      remove: () => Promise.resolve(),
    },
    onChanged: {
      addListener: (listener: Listener) => void listeners.add(listener),
      removeListener: (listener: Listener) => void listeners.delete(listener),
    },
  },
  runtime: {
    id: "calltag",
    connect() {
      closers.add(hosted().connect());
      return { postMessage: () => undefined, onDisconnect: { addListener: () => undefined } };
    },
    sendMessage: (message: { command: string; request: unknown }) => hosted().ask(message),
  },
  // Nobody takes the hosts away.
  permissions: {
    contains: () => Promise.resolve(true),
    onAdded: { addListener: () => undefined, removeListener: () => undefined },
    onRemoved: { addListener: () => undefined, removeListener: () => undefined },
  },
  i18n: { getMessage: (key: string) => key },
};

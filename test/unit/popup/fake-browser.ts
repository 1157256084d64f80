import type { MessageKey } from "../../../src/platform/i18n.ts";
import { englishMessage } from "../../moved-clock/english-message.ts";

type Items = Record<string, unknown>;
type Changes = Record<string, { oldValue?: unknown; newValue?: unknown }>;
type Listener = (changes: Changes, area: string) => void;
type Answer = (request: never) => unknown;

interface Asked {
  readonly origins?: string[];
}

function createEvent() {
  const listeners = new Set<() => void>();
  return {
    addListener: (listener: () => void) => void listeners.add(listener),
    removeListener: (listener: () => void) => void listeners.delete(listener),
    fire(): void {
      for (const listener of listeners) listener();
    },
  };
}

/** A browser of which nothing but the parts that pages use is there; storage events arrive later, as in a real one. */
export function createFakeBrowser() {
  const items = new Map<string, unknown>();
  const listeners = new Set<Listener>();
  const sent: { command: string; request: unknown }[] = [];
  const answers = new Map<string, Answer>();
  const opened: string[] = [];
  const disconnections: (() => void)[] = [];
  /** What the person says when the browser asks for a permission, and whether it was granted. */
  const permission = { answer: true, granted: false };
  /** The same for Genesys' hosts, which are granted at the installation; and the Genesys tabs that are open. */
  const hosts = { answer: true, granted: true, asked: [] as string[], tabs: [] as string[] };

  let held: (() => void)[] | undefined;
  function tell(changes: Changes, area = "session"): void {
    if (Object.keys(changes).length === 0) return;
    const deliver = (): void => {
      for (const listener of listeners) listener(changes, area);
    };
    if (held) held.push(deliver);
    else queueMicrotask(deliver);
  }
  const createArea = (area: string, items: Map<string, unknown>) => ({
    async get(keys: string[] | null): Promise<Items> {
      return structuredClone(Object.fromEntries([...items].filter(([key]) => keys?.includes(key) ?? true)));
    },
    async set(fresh: Items): Promise<void> {
      const changes: Changes = {};
      for (const [key, newValue] of Object.entries(structuredClone(fresh))) {
        changes[key] = { oldValue: items.get(key), newValue };
        items.set(key, newValue);
      }
      tell(changes, area);
    },
    async remove(keys: string[]): Promise<void> {
      const changes: Changes = {};
      for (const key of keys) {
        if (items.has(key)) changes[key] = { oldValue: items.get(key) };
        items.delete(key);
      }
      tell(changes, area);
    },
  });
  const localItems = new Map<string, unknown>();

  return {
    items,
    localItems,
    tell,
    sent,
    opened,
    permission,
    hosts,
    answer(command: string, answer: Answer): void {
      answers.set(command, answer);
    },
    /** As on a busy machine: storage events come in order, but not before they are released. */
    holdNews() {
      const waiting: (() => void)[] = [];
      held = waiting;
      return {
        release(): void {
          held = undefined;
          for (const deliver of waiting) deliver();
        },
      };
    },
    /** As when the background is ended. */
    endPorts(): void {
      for (const end of disconnections.splice(0)) end();
    },
    reset(): void {
      held = undefined;
      disconnections.length = 0;
      items.clear();
      localItems.clear();
      listeners.clear();
      answers.clear();
      sent.length = 0;
      opened.length = 0;
      Object.assign(permission, { answer: true, granted: false });
      Object.assign(hosts, { answer: true, granted: true, asked: [], tabs: [] });
    },
    permissions: {
      contains: (what: Asked) => Promise.resolve(what.origins ? hosts.granted : permission.granted),
      async request(what: Asked): Promise<boolean> {
        if (what.origins) {
          hosts.granted = hosts.answer;
          hosts.asked.push(...what.origins);
          return hosts.granted;
        }
        permission.granted = permission.answer;
        return permission.granted;
      },
      onAdded: createEvent(),
      onRemoved: createEvent(),
    },
    tabs: { query: () => Promise.resolve(hosts.tabs.map((url) => ({ url }))) },
    storage: {
      session: createArea("session", items),
      local: createArea("local", localItems),
      onChanged: {
        addListener: (listener: Listener) => void listeners.add(listener),
        removeListener: (listener: Listener) => void listeners.delete(listener),
      },
    },
    runtime: {
      id: "calltag" as string | undefined,
      getURL: (path: string) => `chrome-extension://calltag/${path}`,
      getManifest: () => ({ version: "1.2.3" }),
      connect: ({ name }: { name: string }) => {
        opened.push(name);
        return {
          postMessage: () => undefined,
          onDisconnect: { addListener: (listener: () => void) => void disconnections.push(listener) },
        };
      },
      async sendMessage(message: { command: string; request: never }): Promise<unknown> {
        sent.push(structuredClone(message));
        return answers.get(message.command)?.(message.request) ?? { ok: true, value: {} };
      },
      async openOptionsPage(): Promise<void> {
        opened.push("options");
      },
    },
    identity: { getRedirectURL: () => "https://calltag.chromiumapp.org/" },
    i18n: {
      getMessage: (key: MessageKey, substitutions: string[]) => englishMessage(key, ...substitutions),
    },
  };
}

export const fakeBrowser = createFakeBrowser();

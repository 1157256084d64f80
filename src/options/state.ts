import { computed, signal } from "@preact/signals";
import browser from "webextension-polyfill";
import { message } from "../platform/i18n.ts";
import { type ProblemText, problemText } from "../platform/problem-text.ts";
import { sendCommand } from "../platform/send-command.ts";
import type { Request } from "../protocol/commands.ts";
import { createConnection } from "./connection.ts";
import { createConfiguration } from "./configuration.ts";
import { noSettings } from "../protocol/settings.ts";
import { type PublishedState, publishedStateKey, publishedStateSchema } from "../protocol/published-state.ts";

const notifications = { permissions: ["notifications" as const] };

type Typed = Partial<Request<"save-settings">>;

type Changes = Record<string, { newValue?: unknown }>;

/** What the options page shows and does; nothing else in it talks to the browser. */
export function createState() {
  const area = browser.storage.session;
  const published = signal<PublishedState | undefined>(undefined);
  const status = signal("");
  const problem = signal<ProblemText | null>(null);
  /** What was typed or chosen, and is not saved. */
  const typed = signal<Typed>({});
  /** The permission can be taken back in the browser's own settings. */
  const mayNotify = signal(false);

  function publish(item: unknown): void {
    const parsed = publishedStateSchema.safeParse(item);
    if (parsed.success) published.value = parsed.data;
  }
  function say(text: string): void {
    problem.value = null;
    status.value = text;
  }
  function complain(what: ProblemText): void {
    status.value = "";
    problem.value = what;
  }
  const connection = createConnection(published, { say, complain });
  const configuration = createConfiguration({ say, complain, taken });

  async function reread(): Promise<void> {
    publish((await area.get([publishedStateKey]))[publishedStateKey]);
  }
  async function taken(imported: Readonly<Record<string, unknown>>): Promise<void> {
    await reread();
    replaceTyped(imported);
  }
  /** What was saved for a field takes the place of what was typed in it, and of nothing else. */
  function replaceTyped(saved: Readonly<Record<string, unknown>>): void {
    const { region, clientId, dialect } = typed.value;
    typed.value = {
      ...("region" in saved || region === undefined ? {} : { region }),
      ...("clientId" in saved || clientId === undefined ? {} : { clientId }),
      ...("dialect" in saved || dialect === undefined ? {} : { dialect }),
    };
  }
  async function load(): Promise<void> {
    mayNotify.value = await browser.permissions.contains(notifications);
    await reread();
    await connection.hosts.look();
    if (published.value === undefined) void wake();
  }
  /** A background that is asked anything starts, and publishes; what it answers is not needed. */
  async function wake(): Promise<void> {
    const reply = await sendCommand("export-configuration", {});
    if (!reply.ok) complain(problemText(reply.error));
  }
  function onChanged(changes: Changes, areaName: string): void {
    if (areaName !== "session") return;
    const before = published.value?.settings.region;
    publish(changes[publishedStateKey]?.newValue);
    // Not with each key that somebody types elsewhere: which hosts are needed, the region says.
    if (published.value?.settings.region !== before) void connection.hosts.look();
  }
  browser.storage.onChanged.addListener(onChanged);

  async function save(settings: Request<"save-settings">): Promise<boolean> {
    say(message("settingsWaiting"));
    const reply = await sendCommand("save-settings", settings);
    if (!reply.ok) {
      complain(problemText(reply.error));
      return false;
    }
    await reread();
    const { region, clientId, dialect } = typed.value;
    replaceTyped({
      ...(region === settings.region ? { region } : {}),
      ...(clientId?.trim() === settings.clientId ? { clientId } : {}),
      ...(dialect === settings.dialect ? { dialect } : {}),
    });
    say(message("settingsSaved"));
    return true;
  }

  return {
    published,
    typed,
    type(part: Typed): void {
      typed.value = { ...typed.value, ...part };
    },
    status,
    problem,
    connection,
    configuration,
    redirectUri: browser.identity.getRedirectURL(),
    loading: load(),
    save,
    /** Another region for the same client, and then another look. */
    useRegion: async (region: string): Promise<void> => {
      const { clientId, dialect } = published.value?.settings ?? noSettings;
      if (!(await save({ region, clientId: clientId ?? "", dialect }))) return;
      replaceTyped({ region });
      await connection.check();
    },
    prefer: async (preferences: Request<"set-preferences">): Promise<void> => {
      const reply = await sendCommand("set-preferences", preferences);
      if (reply.ok) say(message("settingsSaved"));
      else complain(problemText(reply.error));
    },
    clearHistory: async (owner: string): Promise<void> => {
      const reply = await sendCommand("clear-history", { owner });
      if (reply.ok) say(message("historyCleared"));
      else complain(problemText(reply.error));
    },
    notifies: computed(() => mayNotify.value && published.value?.settings.notify === true),
    notify: async (wanted: boolean): Promise<void> => {
      // Asked in the very turn of the click: browsers take a later question for nobody's.
      const granted = wanted && browser.permissions.request(notifications);
      problem.value = null;
      status.value = "";
      mayNotify.value = await granted;
      if (wanted && !mayNotify.value) problem.value = { text: message("notifyRefused"), correlationId: undefined };
      const notify = mayNotify.value;
      const reply = await sendCommand("set-notify", { notify });
      if (!reply.ok) problem.value = problemText(reply.error);
      else if (wanted === notify) status.value = notify ? message("notifyOn") : message("notifyOff");
    },
    signIn: async (): Promise<void> => {
      problem.value = null;
      status.value = "";
      const reply = await sendCommand("sign-in", {});
      if (!reply.ok) problem.value = problemText(reply.error);
    },
    copyRedirectUri: async (): Promise<void> => {
      try {
        await navigator.clipboard.writeText(browser.identity.getRedirectURL());
        status.value = message("redirectCopied");
      } catch {
        problem.value = { text: message("copyFailed"), correlationId: undefined };
      }
    },
    stop: (): void => {
      connection.hosts.stop();
      browser.storage.onChanged.removeListener(onChanged);
    },
  };
}
export type OptionsState = ReturnType<typeof createState>;

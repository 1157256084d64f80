import { isRegionDomain } from "../genesys/regions.ts";
import type { Handlers } from "./answer-commands.ts";
import type { HandlerParts } from "./command-handlers.ts";

type SessionParts = Omit<
  HandlerParts,
  "selection" | "presence" | "lastSave" | "limits" | "saveEdits" | "policy" | "sources"
>;

/** Settings, signing in and out, and reading anew. */
export function sessionCommands(
  parts: SessionParts,
): Pick<
  Handlers,
  "save-settings" | "set-notify" | "set-preferences" | "check-connection" | "sign-in" | "sign-out" | "refresh"
> {
  const { settings, session, drafts, outbox, history, delivery, publish, settingsBecome, checkConnection, catchUp } =
    parts;

  async function signOut(everywhere: boolean): Promise<void> {
    const user = session.user();
    const forget = async (): Promise<void> => {
      if (user) await Promise.all([drafts.forget(user), outbox.forget(user), history.forget(user)]);
    };
    await delivery.stop();
    // A database that refuses keeps nobody signed in; what is still refused below, the person hears of.
    await forget().catch(() => undefined);
    const tellGenesys = await session.signOut(user);
    try {
      // An open page may have written once more.
      await forget();
    } finally {
      // Last, for somebody may sign in meanwhile: what they do is not to be forgotten.
      await tellGenesys(everywhere);
    }
  }

  return {
    async "save-settings"({ region, clientId, dialect }) {
      if (!isRegionDomain(region)) return { kind: "setup-needed" };
      await settingsBecome(() => settings.save({ region, clientId, dialect }));
      return { value: {} };
    },
    async "set-notify"({ notify }) {
      await settings.save({ notify });
      await publish();
      return { value: {} };
    },
    async "set-preferences"(preferences) {
      await settings.save(preferences);
      const user = session.user();
      if (user && preferences.historyDays !== undefined) await history.prune(user);
      await publish();
      return { value: {} };
    },
    async "check-connection"() {
      return { value: { findings: await checkConnection() } };
    },
    async "sign-in"() {
      return (await session.signIn()) ?? { value: {} };
    },
    async "sign-out"({ everywhere }) {
      await signOut(everywhere);
      return { value: {} };
    },
    async refresh({ tryNow = false }) {
      await session.renew(true);
      await catchUp();
      await delivery.retryNow(tryNow);
      return { value: {} };
    },
  };
}

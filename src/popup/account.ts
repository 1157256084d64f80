import type { ReadonlySignal } from "@preact/signals";
import browser from "webextension-polyfill";
import { problemText } from "../platform/problem-text.ts";
import { sendCommand } from "../platform/send-command.ts";
import type { Problem } from "../protocol/problem.ts";
import type { PublishedState } from "../protocol/published-state.ts";
import { noSettings } from "../protocol/settings.ts";
import { regionOrigins } from "../genesys/regions.ts";
import { createHostAccess } from "../platform/host-access.ts";
import { message } from "../platform/i18n.ts";
import type { Notices } from "./notices.ts";
import type { createPasting } from "./pasting.ts";

type Pasting = ReturnType<typeof createPasting>;

interface Parts {
  readonly published: ReadonlySignal<PublishedState | undefined>;
  readonly notices: Notices;
  /** Whom this page shows. */
  readonly owner: ReadonlySignal<string>;
  readonly reread: () => Promise<void>;
  /** The person goes to a call. */
  readonly leaveFor: (conversationId: string) => void;
  readonly pasting: Pasting;
}

/** Signing in and out, choosing a call, asking again. */
export function createAccount({ published, notices, owner, reread, leaveFor, pasting }: Parts) {
  function told(reply: { ok: true } | { ok: false; error: Problem }): void {
    if (reply.ok) notices.alert.value = null;
    else notices.fail(problemText(reply.error));
  }
  const hosts = createHostAccess(() => regionOrigins(published.value?.settings.region ?? ""));

  async function signIn(): Promise<void> {
    notices.clear();
    const reply = await sendCommand("sign-in", {});
    await reread();
    const account = published.value?.account;
    // The background says it too: once is enough.
    if (account?.status !== "signed-out" || account.problem === null) told(reply);
  }
  async function refresh(): Promise<void> {
    told(await sendCommand("refresh", {}));
  }

  return {
    hosts,
    mayReachHosts: hosts.isGranted,
    allowHosts: async (): Promise<void> => {
      if (!(await hosts.request())) notices.fail({ text: message("hostsRefused"), correlationId: undefined });
      else if (published.value?.account.status === "signed-in") await refresh();
    },
    signIn,
    /** The region to which the client belongs, and then once more. */
    signInAt: async (region: string): Promise<void> => {
      const { clientId, dialect } = published.value?.settings ?? noSettings;
      const reply = await sendCommand("save-settings", { region, clientId: clientId ?? "", dialect });
      if (reply.ok) await signIn();
      else told(reply);
    },
    signOut: async (everywhere: boolean): Promise<void> => {
      notices.clear();
      told(await sendCommand("sign-out", { owner: owner.value, everywhere }));
    },
    selectCall: async (conversationId: string): Promise<void> => {
      leaveFor(conversationId);
      told(await sendCommand("select-call", { conversationId }));
    },
    showConversation: async (conversationId: string): Promise<void> => {
      notices.clear();
      const reply = await sendCommand("show-conversation", { conversationId });
      if (reply.ok) {
        leaveFor(conversationId);
        pasting.text.value = "";
        pasting.isOpen.value = false;
      }
      told(reply);
    },
    refresh,
    tryNow: async (): Promise<void> => told(await sendCommand("refresh", { tryNow: true })),
    openSettings: async (): Promise<void> => {
      await browser.runtime.openOptionsPage();
    },
  };
}

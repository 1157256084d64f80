import { computed, type ReadonlySignal, signal } from "@preact/signals";
import browser from "webextension-polyfill";
import { isRegionDomain, type RegionDomain, regionOrigins } from "../genesys/regions.ts";
import { createHostAccess } from "../platform/host-access.ts";
import { message } from "../platform/i18n.ts";
import { type ProblemText, problemText } from "../platform/problem-text.ts";
import { sendCommand } from "../platform/send-command.ts";
import type { PublishedState } from "../protocol/published-state.ts";
import type { Settings } from "../protocol/settings.ts";
import { connectionReport } from "./connection-report.ts";
import { type Checked, type Finding, findingText } from "./connection-text.ts";
import { otherTab } from "./other-tab.ts";

interface Said {
  readonly say: (text: string) => void;
  readonly complain: (problem: ProblemText) => void;
}

/** What was found, and of which settings. */
interface Check {
  readonly findings: readonly Finding[];
  readonly checked: Checked;
  readonly settings: Settings;
  readonly at: number;
}

/** "Check connection": what the background finds on the way to Genesys Cloud, and what only a page can see of the browser. */
export function createConnection(published: ReadonlySignal<PublishedState | undefined>, { say, complain }: Said) {
  const last = signal<Check | undefined>(undefined);
  /** Of the settings as they are: what was found with others says nothing of them. */
  const findings = computed((): readonly Finding[] => {
    const settings = published.value?.settings;
    const checked = last.value;
    const isOfThese =
      checked?.settings.region === settings?.region && checked?.settings.clientId === settings?.clientId;
    return checked && isOfThese ? checked.findings : [];
  });
  const isChecking = signal(false);

  function region(): RegionDomain | undefined {
    const domain = published.value?.settings.region ?? "";
    return isRegionDomain(domain) ? domain : undefined;
  }
  const hosts = createHostAccess(() => regionOrigins(published.value?.settings.region ?? ""));

  function checked(): Checked {
    const account = published.value?.account;
    return {
      region: region(),
      organizationName: account?.status === "signed-in" ? account.organizationName : "",
      redirectUri: browser.identity.getRedirectURL(),
    };
  }
  async function seenByPage(): Promise<Finding[]> {
    const domain = region();
    if (domain === undefined) return [];
    const [isGranted, other] = await Promise.all([hosts.look(), otherTab(domain)]);
    const access: Finding = { kind: isGranted ? "hosts-granted" : "hosts-missing", detail: isGranted ? "" : domain };
    return other === undefined ? [access] : [access, { kind: "tab-elsewhere", detail: other }];
  }

  async function check(): Promise<void> {
    const settings = published.value?.settings;
    if (isChecking.value || !settings) return;
    isChecking.value = true;
    last.value = undefined;
    say(message("checking"));
    const [page, reply] = await Promise.all([seenByPage(), sendCommand("check-connection", {})]);
    isChecking.value = false;
    if (!reply.ok) {
      say("");
      complain(problemText(reply.error));
      return;
    }
    const found = { findings: [...page, ...reply.value.findings], checked: checked(), settings, at: Date.now() };
    last.value = found;
    const count = found.findings.filter((finding) => findingText(finding, found.checked).result === "bad").length;
    say(count === 0 ? message("checkGood") : count === 1 ? message("checkOne") : message("checkMany", count));
  }

  return {
    findings,
    isChecking,
    hosts,
    check,
    textOf: (finding: Finding) => findingText(finding, last.value?.checked ?? checked()),
    /** Asks the browser for the hosts of the region; must be called in the very turn of a click. */
    allowHosts: async (): Promise<void> => {
      if (!(await hosts.request())) complain({ text: message("hostsRefused"), correlationId: undefined });
      else if (findings.value.length > 0) await check();
      else say(message("hostsAllowed"));
    },
    copyReport: async (): Promise<void> => {
      if (!last.value) return;
      const report = connectionReport({
        ...last.value,
        version: browser.runtime.getManifest().version,
        userAgent: navigator.userAgent,
      });
      try {
        await navigator.clipboard.writeText(report);
        say(message("reportCopied"));
      } catch {
        complain({ text: message("copyFailed"), correlationId: undefined });
      }
    },
  };
}

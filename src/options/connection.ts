import { type ReadonlySignal, signal } from "@preact/signals";
import browser from "webextension-polyfill";
import { isRegionDomain, type RegionDomain, regionOrigins } from "../genesys/regions.ts";
import { createHostAccess } from "../platform/host-access.ts";
import { message } from "../platform/i18n.ts";
import { type ProblemText, problemText } from "../platform/problem-text.ts";
import { sendCommand } from "../platform/send-command.ts";
import type { PublishedState } from "../protocol/published-state.ts";
import { connectionReport } from "./connection-report.ts";
import { type Checked, type Finding, findingText } from "./connection-text.ts";
import { otherTab } from "./other-tab.ts";

interface Said {
  readonly say: (text: string) => void;
  readonly complain: (problem: ProblemText) => void;
}

/** "Check connection": what the background finds on the way to Genesys Cloud, and what only a page can see of the browser. */
export function createConnection(published: ReadonlySignal<PublishedState | undefined>, { say, complain }: Said) {
  const findings = signal<readonly Finding[]>([]);
  const isChecking = signal(false);
  let checkedAt = 0;

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
    if (isChecking.value) return;
    isChecking.value = true;
    findings.value = [];
    say(message("checking"));
    const [page, reply] = await Promise.all([seenByPage(), sendCommand("check-connection", {})]);
    isChecking.value = false;
    checkedAt = Date.now();
    if (!reply.ok) {
      say("");
      complain(problemText(reply.error));
      return;
    }
    findings.value = [...page, ...reply.value.findings];
    const count = findings.value.filter((finding) => findingText(finding, checked()).result === "bad").length;
    say(count === 0 ? message("checkGood") : count === 1 ? message("checkOne") : message("checkMany", count));
  }

  return {
    findings,
    isChecking,
    hosts,
    check,
    textOf: (finding: Finding) => findingText(finding, checked()),
    /** Asks the browser for the hosts of the region; must be called in the very turn of a click. */
    allowHosts: async (): Promise<void> => {
      if (!(await hosts.request())) complain({ text: message("hostsRefused"), correlationId: undefined });
      else if (findings.value.length > 0) await check();
      else say(message("hostsAllowed"));
    },
    copyReport: async (): Promise<void> => {
      const settings = published.value?.settings;
      if (!settings) return;
      const report = connectionReport({
        ...{ findings: findings.value, checked: checked(), settings, at: checkedAt },
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

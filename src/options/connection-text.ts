import { type RegionDomain, regionHosts, regions } from "../genesys/regions.ts";
import { locale, message } from "../platform/i18n.ts";
import type { ConnectionKind } from "../protocol/connection.ts";

/** A line of the check: what the background found, and what only a page can find. `detail` as in `ConnectionFinding`, or a region. */
export interface Finding {
  readonly kind: ConnectionKind | "hosts-granted" | "hosts-missing" | "tab-elsewhere";
  readonly detail: string;
}

/** What the sentences name, of the settings that were checked. */
export interface Checked {
  readonly region: RegionDomain | undefined;
  readonly organizationName: string;
  readonly redirectUri: string;
}

export interface FindingText {
  readonly result: "good" | "bad" | "unknown";
  readonly happened: string;
  /** What to do; empty where there is nothing to do. */
  readonly advice: string;
}

export function regionText(domain: string): string {
  const region = regions.find((one) => one.domain === domain);
  return region ? message("regionOption", region.name, region.place, region.domain) : domain;
}

function good(happened: string): FindingText {
  return { result: "good", happened, advice: "" };
}
function bad(happened: string, advice: string): FindingText {
  return { result: "bad", happened, advice };
}
function unknown(happened: string, advice = ""): FindingText {
  return { result: "unknown", happened, advice };
}

/** `-600` → `10 minutes`, in the person's language. */
function clockText(seconds: number): string {
  const minutes = Math.round(Math.abs(seconds) / 60);
  return new Intl.NumberFormat(locale(), { style: "unit", unit: "minute", unitDisplay: "long" }).format(minutes);
}

/** What was found, and what to do. */
export function findingText({ kind, detail }: Finding, checked: Checked): FindingText {
  const hosts = checked.region ? regionHosts(checked.region) : { api: "", login: "", apps: "", streaming: "" };
  switch (kind) {
    case "setup-needed":
      return bad(message("checkSetup"), message("checkSetupAdvice"));
    case "hosts-granted":
      return good(message("checkHosts"));
    case "hosts-missing":
      return bad(message("checkHostsMissing"), message("checkHostsMissingAdvice"));
    case "tab-elsewhere":
      return bad(message("checkTabElsewhere", regionText(detail)), message("checkTabElsewhereAdvice"));
    case "login-reached":
      return good(message("checkLogin", hosts.login));
    case "login-unreachable":
      return bad(message("checkUnreachable", hosts.login), message("checkUnreachableAdvice", hosts.login));
    case "client-accepted":
      return good(message("checkClient"));
    case "client-refused":
      return bad(message("checkClientRefused"), message("checkClientRefusedAdvice"));
    case "redirect-refused":
      return bad(message("checkRedirectRefused"), message("checkRedirectRefusedAdvice", checked.redirectUri));
    case "region-wrong":
      return bad(message("checkRegionWrong", regionText(detail)), message("checkRegionWrongAdvice"));
    case "client-unclear":
      return unknown(message("checkClientUnclear"), message("checkClientUnclearAdvice"));
    case "api-reached":
      return good(message("checkApi", hosts.api));
    case "api-unreachable":
      return bad(message("checkUnreachable", hosts.api), message("checkUnreachableAdvice", hosts.api));
    case "clock-right":
      return good(message("checkClock"));
    case "clock-off": {
      const seconds = Number(detail);
      const happened = seconds > 0 ? "checkClockAhead" : "checkClockBehind";
      return bad(message(happened, clockText(seconds)), message("checkClockAdvice"));
    }
    case "clock-unclear":
      return unknown(message("checkClockUnclear"));
    case "signed-in":
      return good(message("checkSignedIn", checked.organizationName, regionText(checked.region ?? "")));
    case "signed-out":
      return bad(message("signedOutOptions"), message("checkSignInAdvice"));
    case "sign-in-needed":
      return bad(message("checkSessionEnded"), message("checkSignInAdvice"));
    case "token-unread":
      return unknown(message("checkTokenUnread", detail), message("checkLaterAdvice"));
    case "scopes-found":
      return good(message("checkScopes"));
    case "scopes-missing":
      return bad(message("checkScopesMissing", detail), message("checkScopesMissingAdvice"));
    case "scopes-unclear":
      return unknown(message("checkScopesUnclear"));
    case "permissions-found":
      return good(message("checkPermissions"));
    case "permissions-missing":
      return bad(message("checkPermissionsMissing", detail), message("checkPermissionsMissingAdvice"));
    case "streaming-reached":
      return good(message("checkStreaming", hosts.streaming));
    case "streaming-unreachable":
      return bad(
        message("checkUnreachable", hosts.streaming),
        message("checkStreamingUnreachableAdvice", hosts.streaming),
      );
    case "streaming-unclear":
      return unknown(message("checkStreamingUnclear"));
    case "channel-refused":
      return bad(message("checkChannelRefused", detail), message("checkChannelRefusedAdvice"));
    case "page-heard":
      return good(message("checkPage"));
    case "page-unknown":
      return unknown(message("checkPageUnknown"), message("checkPageUnknownAdvice"));
    case "page-not-heard":
      return bad(message("checkPageNotHeard"), message("checkPageNotHeardAdvice", hosts.apps));
  }
}

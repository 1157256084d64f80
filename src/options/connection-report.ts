import type { Settings } from "../protocol/settings.ts";
import { type Checked, type Finding, findingText } from "./connection-text.ts";

const marks = { good: "ok  ", bad: "FAIL", unknown: "?   " } as const;

interface Reported {
  readonly findings: readonly Finding[];
  readonly checked: Checked;
  readonly settings: Settings;
  readonly version: string;
  readonly userAgent: string;
  /** When it was checked, in milliseconds since 1970. */
  readonly at: number;
}

/**
 * The check as text for a ticket. It holds settings, which are the same for everybody in the organization, and findings, in which no token,
 * no person's name and no value of a call has a place; the organization stands in it by its id.
 */
export function connectionReport({ findings, checked, settings, version, userAgent, at }: Reported): string {
  const lines = findings.map((finding) => {
    const { result, happened } = findingText(finding, { ...checked, organizationName: finding.detail });
    return `${marks[result]} ${finding.kind}${finding.detail === "" ? "" : ` [${finding.detail}]`}: ${happened}`;
  });
  return [
    `Calltag ${version}, ${new Date(at).toISOString()}`,
    userAgent,
    `Region: ${settings.region ?? "–"}`,
    `Client ID: ${settings.clientId ?? "–"}`,
    `API dialect: ${settings.dialect}`,
    `Redirect URI: ${checked.redirectUri}`,
    "",
    ...lines,
    "",
  ].join("\n");
}

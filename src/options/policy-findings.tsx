import type { Finding } from "../attributes/policy/schema.ts";
import { message } from "../platform/i18n.ts";

function whatIsWrong({ problem, expected }: Finding): string {
  switch (problem) {
    case "unknown-key":
      return message("findingUnknown");
    case "missing":
      return message("findingMissing");
    case "type":
      return message("findingType", expected);
    case "value":
      return message("findingValue", expected);
    case "range":
    case "too-many":
      return message("findingRange", expected);
    case "pattern":
      return message("findingPattern", expected);
    case "link":
      return message("findingLink");
    case "comma":
      return message("findingComma");
    case "placeholder":
      return message("findingPlaceholder");
    case "path":
      return message("findingPath");
    case "duplicate":
      return message("findingDuplicate");
  }
}

/** A line for each: where, what is wrong, and what was taken instead. */
export function FindingList({ findings }: { findings: readonly Finding[] }) {
  return findings.length === 0 ? null : (
    <ul class="wrongs">
      {findings.map((finding) => (
        <li key={`${finding.path} ${finding.problem}`}>
          <code>{finding.path === "" ? message("findingWhole") : finding.path}</code> {whatIsWrong(finding)}{" "}
          {finding.instead === null ? message("findingLeftOut") : message("findingInstead", finding.instead)}
        </li>
      ))}
    </ul>
  );
}

/** For the administrator: what in the organization's policy is wrong, where, and what was taken instead. */
export function PolicyFindings({ findings }: { findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  return (
    <section>
      <h2>{message("findingsHeading")}</h2>
      <p class="muted">{message("findingsIntro")}</p>
      <FindingList findings={findings} />
    </section>
  );
}

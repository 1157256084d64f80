import type { Problem } from "../protocol/problem.ts";
import { locale, message } from "./i18n.ts";
import { sizeText } from "./size-text.ts";
import { valueProblemText } from "./value-problem-text.ts";

export interface ProblemText {
  readonly text: string;
  /** To be shown with a button that copies it: support asks for it. */
  readonly correlationId: string | undefined;
}

/** What became of the person's work: `kept` where something was typed, `none` where nothing was at stake. */
export type Work = "kept" | "none";

interface Sentences {
  readonly happened: string;
  readonly advice: string;
}

export function clockTime(milliseconds: number): string {
  return new Intl.DateTimeFormat(locale(), { timeStyle: "medium" }).format(milliseconds);
}

/** Genesys' own words stand in quotes; they may be missing. */
function quoted(detail: string): string {
  return detail === "" ? "" : message("problemDetail", detail);
}

function sentences(problem: Problem): Sentences {
  switch (problem.kind) {
    case "setup-needed":
      return { happened: message("problemSetup"), advice: message("problemSetupAdvice") };
    case "sign-in-needed":
    case "unauthorized":
      return { happened: message("problemSession"), advice: message("problemSessionAdvice") };
    case "other-person":
      return { happened: message("problemOtherPerson"), advice: message("problemOtherPersonAdvice") };
    case "sign-in-cancelled":
      return { happened: message("problemCancelled"), advice: message("problemCancelledAdvice") };
    case "sign-in-refused":
      return {
        happened: [message("problemSignInRefused"), quoted(problem.detail)].join(" "),
        advice: message("problemSignInRefusedAdvice"),
      };
    case "wrong-region":
      return { happened: message("checkRegionWrong", problem.region), advice: message("checkRegionWrongAdvice") };
    case "unknown-client":
      return { happened: message("checkClientRefused"), advice: message("checkClientRefusedAdvice") };
    case "unknown-redirect":
      return {
        happened: message("checkRedirectRefused"),
        advice: message("checkRedirectRefusedAdvice", problem.redirectUri),
      };
    case "offline":
      return { happened: message("problemOffline"), advice: message("problemOfflineAdvice") };
    case "timeout":
    case "renewed":
      return { happened: message("problemTimeout"), advice: message("problemLaterAdvice") };
    case "forbidden":
      return problem.missing === null
        ? {
            happened: [message("problemForbidden"), quoted(problem.detail)].join(" "),
            advice:
              problem.scope === null ? message("problemForbiddenAdvice") : message("problemScopeAdvice", problem.scope),
          }
        : {
            happened: message("problemPermission", problem.missing),
            advice: message("problemPermissionAdvice"),
          };
    case "not-active-participant":
      return { happened: message("problemNotActive"), advice: message("problemCopyAdvice") };
    case "not-found":
      return { happened: message("problemNotFound"), advice: message("problemCopyAdvice") };
    case "conflict":
      return { happened: message("problemConflict"), advice: message("problemConflictAdvice") };
    case "rejected":
      return {
        happened: [message("problemRejected", problem.status), quoted(problem.detail)].join(" "),
        advice: message("problemRejectedAdvice"),
      };
    case "rate-limited":
      return {
        happened: message("problemRateLimited"),
        advice: message("problemRateLimitedAdvice", clockTime(problem.retryAt)),
      };
    case "server":
      return { happened: message("problemServer", problem.status), advice: message("problemLaterAdvice") };
    case "malformed":
      return { happened: message("problemMalformed"), advice: message("problemReportAdvice") };
    case "too-long":
      return { happened: message("problemTooLong"), advice: message("problemReportAdvice") };
    case "call-ended":
      return { happened: message("problemEnded"), advice: message("problemCopyAdvice") };
    case "participant-gone":
      return { happened: message("problemLegGone"), advice: message("problemLegGoneAdvice") };
    case "read-only":
      return { happened: message("problemReadOnly"), advice: message("problemReadOnlyAdvice") };
    case "not-allowed":
      return { happened: message("problemNotAllowed", problem.label), advice: message("problemReadOnlyAdvice") };
    case "invalid-value":
      return {
        happened: valueProblemText(problem.problem, problem.label),
        advice: message("problemInvalidAdvice"),
      };
    case "name-empty":
      return { happened: message("problemNameEmpty"), advice: message("problemNameEmptyAdvice") };
    case "map-too-large":
      return {
        happened: message("problemTooLarge", sizeText(problem.bytes), sizeText(problem.limit)),
        advice: message("problemTooLargeAdvice"),
      };
    case "refused-sender":
    case "unknown-command":
      return { happened: message("problemRefused"), advice: message("problemReopenAdvice") };
    case "not-running":
      return { happened: message("problemNotRunning"), advice: message("problemReopenAdvice") };
  }
}

/** What happened, as one sentence: for places that say the rest themselves. */
export function problemReason(problem: Problem): string {
  return sentences(problem).happened;
}

/** What happened, what became of the work, what to do. */
export function problemText(problem: Problem, work: Work = "none"): ProblemText {
  const { happened, advice } = sentences(problem);
  return {
    text: [happened, ...(work === "kept" ? [message("workKept")] : []), advice].join(" "),
    correlationId: "correlationId" in problem ? problem.correlationId : undefined,
  };
}

import { message } from "../platform/i18n.ts";
import { clockTime, problemReason } from "../platform/problem-text.ts";
import type { Problem } from "../protocol/problem.ts";

/** Why a source gave nothing, and what to do: nothing of the person's work is touched by it. */
export function sourceProblemText(problem: Problem): string {
  switch (problem.kind) {
    case "not-found":
      return message("sourceNotFound");
    case "forbidden":
      return message("sourceForbidden", problem.missing ?? problem.scope ?? problem.detail);
    case "timeout":
      return message("sourceTimeout");
    case "malformed":
      return message("sourceMalformed");
    case "too-long":
      return message("sourceTooLong");
    case "rejected":
      return problem.detail === ""
        ? message("sourceRejected", problem.status)
        : message("sourceRejectedBecause", problem.status, problem.detail);
    case "server":
      return message("sourceServer", problem.status);
    case "rate-limited":
      return message("sourceRateLimited", clockTime(problem.retryAt));
    default:
      return problemReason(problem);
  }
}

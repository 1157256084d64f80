import { backoff } from "../genesys/backoff.ts";
import type { GenesysError, Result } from "../genesys/errors.ts";
import type { Problem } from "../protocol/problem.ts";
import type { ChangeRecord } from "./change-record.ts";

interface Circumstances {
  readonly now: number;
  readonly random: () => number;
}

/** A request for it left, and no good answer came: then it may have been carried out. */
function isSent({ status }: ChangeRecord): boolean {
  return status === "sending";
}

function failed(record: ChangeRecord, problem: Problem): ChangeRecord {
  return { ...record, status: "failed", isUnclear: false, problem, retryAt: null };
}

/** Whatever waits may find another value there when its time comes: it is read first. */
function postponed(record: ChangeRecord, problem: Problem, retryAt: number | null, isUnclear: boolean): ChangeRecord {
  return { ...record, status: "waiting", isUnclear, mustRead: true, problem, retryAt, attempts: record.attempts + 1 };
}

/** What becomes of a change whose request was answered so: the table of product.md, "Saving". */
export function settleChange(
  record: ChangeRecord,
  answer: Result<undefined>,
  { now, random }: Circumstances,
): ChangeRecord {
  if (answer.ok) {
    return {
      ...record,
      status: "sent",
      isUnclear: false,
      mustRead: false,
      problem: null,
      retryAt: null,
      attempts: 0,
      sentAt: now,
      looks: 0,
    };
  }
  return settleError(record, answer.error, { now, random });
}

/** The same for an error, also of the read that comes first where `mustRead` says so. */
export function settleError(record: ChangeRecord, error: GenesysError, { now, random }: Circumstances): ChangeRecord {
  const later = now + backoff(record.attempts, random);
  switch (error.kind) {
    case "unauthorized":
      return postponed(record, { kind: "sign-in-needed" }, null, record.isUnclear);
    case "renewed":
      return { ...record, status: "waiting", mustRead: true, problem: null, retryAt: null };
    case "rate-limited":
      return postponed(record, error, Math.max(error.retryAt, later), record.isUnclear);
    case "conflict":
      // Read again, then the conflict rule.
      return postponed(record, error, later, true);
    case "offline":
    case "timeout":
    case "server":
    case "malformed":
    case "too-long":
      return postponed(record, error, later, isSent(record) || record.isUnclear);
    case "forbidden":
    case "not-active-participant":
    case "not-found":
    case "rejected":
      return failed(record, error);
  }
}

/** What becomes of a change before which its call was read. */
export function settleRead(record: ChangeRecord, answer: Result<unknown>, circumstances: Circumstances): ChangeRecord {
  if (answer.ok) return { ...record, isUnclear: false, mustRead: false };
  const settled = settleError(record, answer.error, circumstances);
  return answer.error.kind === "not-found" ? { ...settled, problem: { kind: "call-ended" } } : settled;
}

import { signal } from "@preact/signals";
import type { Named } from "./rows.ts";
import type { ProblemText } from "../platform/problem-text.ts";

/** What went wrong, and where it can be seen. */
export interface Notice extends ProblemText {
  readonly row?: Named | undefined;
  /** Text of the person that went nowhere, to be copied. */
  readonly leftText?: string | undefined;
}

/** What happened (announced politely) and what went wrong (announced at once); each until the next one of its kind. */
export function createNotices() {
  const status = signal("");
  const alert = signal<Notice | null>(null);
  return {
    status,
    alert,
    say(text: string): void {
      status.value = text;
    },
    fail(problem: Notice): void {
      alert.value = problem;
    },
    clear(): void {
      status.value = "";
      alert.value = null;
    },
  };
}
export type Notices = ReturnType<typeof createNotices>;

import { signal } from "@preact/signals";
import { message } from "../platform/i18n.ts";
import type { ProblemText } from "../platform/problem-text.ts";
import { placeKey } from "../protocol/draft-key.ts";
import type { ShownChange } from "../protocol/published-state.ts";
import type { Named } from "./rows.ts";

/** What went wrong, and where it can be seen. */
export interface Notice extends ProblemText {
  readonly rows?: readonly Named[] | undefined;
  /** Text of the person that went nowhere, to be copied. */
  readonly leftText?: string | undefined;
}

/** The call in front before and after something was published. */
interface Turn {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** What happened (announced politely) and what went wrong (announced at once); each until the next one of its kind. */
export function createNotices() {
  const status = signal("");
  /** The last status that stands on the page anyway: it is announced, and not shown a second time. */
  const aside = signal<string | null>(null);
  const alert = signal<Notice | null>(null);
  return {
    status,
    aside,
    alert,
    say(text: string): void {
      status.value = text;
    },
    sayAside(text: string): void {
      aside.value = text;
      status.value = text;
    },
    sayDiscarded(count: number): void {
      status.value = count === 1 ? message("discardedOne") : message("discardedMany", count);
    },
    fail(problem: Notice): void {
      alert.value = problem;
    },
    /** What went wrong on another call, or is put right, would be taken for news of what is on screen now. */
    outlive({ from, to }: Turn, changes: readonly ShownChange[]): void {
      const said = alert.peek();
      const wrong = new Set(
        changes.filter(({ status }) => status === "failed" || status === "conflict").map((change) => placeKey(change)),
      );
      const isRight = said?.rows?.every((row) => !wrong.has(placeKey(row))) === true;
      const about = said?.rows?.[0]?.conversationId ?? from;
      const isElsewhere = from !== to && about !== undefined && about !== to;
      // Text that went nowhere is in no other place.
      if (said?.leftText === undefined && (isRight || isElsewhere)) alert.value = null;
      if (from !== undefined && to === undefined) status.value = "";
    },
    clear(): void {
      status.value = "";
      alert.value = null;
    },
  };
}
export type Notices = ReturnType<typeof createNotices>;

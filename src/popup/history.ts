import type { ReadonlySignal } from "@preact/signals";
import { sendCommand } from "../platform/send-command.ts";
import type { HistoryEntry } from "../protocol/history.ts";
import type { Problem } from "../protocol/problem.ts";

/** One's own changes of one call, newest first. */
export interface CallHistory {
  readonly conversationId: string;
  readonly entries: readonly HistoryEntry[];
}

/** The shown call first, the others by their newest change. */
export function groupByCall(entries: readonly HistoryEntry[], shownId: string | undefined): CallHistory[] {
  const newestFirst = entries.toSorted((one, other) => other.at - one.at || other.order - one.order);
  const ids = new Set(newestFirst.map(({ conversationId }) => conversationId));
  const first = shownId !== undefined && ids.delete(shownId) ? [shownId] : [];
  return [...first, ...ids].map((conversationId) => ({
    conversationId,
    entries: newestFirst.filter((entry) => entry.conversationId === conversationId),
  }));
}

/** The background keeps the history; the popup only asks for that of `owner`, whom the page shows. */
export function createHistory(owner: ReadonlySignal<string>) {
  return {
    readHistory: async (): Promise<{ entries: readonly HistoryEntry[] } | { problem: Problem }> => {
      const reply = await sendCommand("read-history", { owner: owner.value });
      return reply.ok ? reply.value : { problem: reply.error };
    },
    clearHistory: async (): Promise<Problem | undefined> => {
      const reply = await sendCommand("clear-history", { owner: owner.value });
      return reply.ok ? undefined : reply.error;
    },
  };
}

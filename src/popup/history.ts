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

/** The background keeps the history; the popup only asks for it. */
export function createHistory() {
  return {
    readHistory: async (): Promise<{ entries: readonly HistoryEntry[] } | { problem: Problem }> => {
      const reply = await sendCommand("read-history", {});
      return reply.ok ? reply.value : { problem: reply.error };
    },
    clearHistory: async (): Promise<Problem | undefined> => {
      const reply = await sendCommand("clear-history", {});
      return reply.ok ? undefined : reply.error;
    },
  };
}

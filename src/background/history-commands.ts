import { isOnItsWay } from "../attributes/change.ts";
import type { Handlers } from "./answer-commands.ts";
import type { HandlerParts } from "./command-handlers.ts";

/** One's own changes: those on their way, and those of the past. */
export function historyCommands({
  session,
  outbox,
  history,
}: Pick<HandlerParts, "session" | "outbox" | "history">): Pick<Handlers, "read-history" | "clear-history"> {
  return {
    async "read-history"() {
      const user = session.user();
      const onTheirWay = outbox.all().filter(isOnItsWay);
      const past = user ? await history.read(user) : [];
      const entries = [...onTheirWay.map((record) => history.entryOf(record, "on-its-way")), ...past];
      return { value: { entries: entries.toSorted((a, b) => b.order - a.order) } };
    },
    async "clear-history"() {
      const user = session.user();
      if (!user) return { kind: "sign-in-needed" };
      await history.forget(user);
      return { value: {} };
    },
  };
}

import { phaseOf } from "../genesys/legs.ts";
import type { Handlers } from "./answer-commands.ts";
import type { HandlerParts } from "./command-handlers.ts";

/** Which call is shown, and what content scripts say of it. */
export function callCommands({
  calls,
  outside,
  selection,
  session,
  presence,
  publish,
}: Pick<HandlerParts, "calls" | "outside" | "selection" | "session" | "presence" | "publish">): Pick<
  Handlers,
  "select-call" | "show-conversation" | "frame-is"
> {
  /** A call that is over can be looked at too, until another comes. */
  function pick(conversationId: string): Promise<void> {
    const userId = session.user()?.userId ?? "";
    const live = calls.state().conversations.filter((conversation) => phaseOf(conversation, userId) !== "ended");
    const ids = live.map(({ id }) => id);
    const among = ids.includes(conversationId) ? null : ids;
    return selection.pick({ conversationId, pageInFront: presence.front().conversationId, among });
  }
  return {
    async "select-call"({ conversationId }) {
      if (!calls.get(conversationId)) return { kind: "call-ended" };
      await pick(conversationId);
      await publish();
      return { value: {} };
    },
    async "show-conversation"({ conversationId }) {
      const problem = await outside.ask(conversationId, () => pick(conversationId));
      if (problem) return problem;
      await publish();
      outside.update();
      return { value: {} };
    },
    async "frame-is"(report, { frame }) {
      if (frame) await presence.frameIs(frame, report);
      return { value: {} };
    },
  };
}

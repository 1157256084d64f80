import type { Handlers } from "./answer-commands.ts";
import type { HandlerParts } from "./command-handlers.ts";

/** Which call is shown, and what content scripts say of it. */
export function callCommands({
  calls,
  outside,
  selection,
  presence,
  publish,
}: Pick<HandlerParts, "calls" | "outside" | "selection" | "presence" | "publish">): Pick<
  Handlers,
  "select-call" | "show-conversation" | "frame-is"
> {
  return {
    async "select-call"({ conversationId }) {
      if (!calls.get(conversationId)) return { kind: "call-ended" };
      await selection.pick(conversationId, presence.front().conversationId);
      await publish();
      return { value: {} };
    },
    async "show-conversation"({ conversationId }) {
      const problem = await outside.ask(conversationId);
      if (problem) return problem;
      await selection.pick(conversationId, presence.front().conversationId);
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

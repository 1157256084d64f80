import type { Handlers } from "./answer-commands.ts";
import type { HandlerParts } from "./command-handlers.ts";

/** What a person does with the policy's sources. */
export function sourceCommands({
  sources,
}: Pick<HandlerParts, "sources">): Pick<
  Handlers,
  "ask-source" | "choose-contact" | "apply-source" | "undo-source" | "dismiss-source"
> {
  return {
    async "ask-source"({ conversationId, source }) {
      // What comes is published; nobody waits for it here.
      void sources.ask({ conversationId, name: source });
      return Promise.resolve({ value: {} });
    },
    async "choose-contact"({ conversationId, source, contactId }) {
      void sources.ask({ conversationId, name: source }, contactId);
      return Promise.resolve({ value: {} });
    },
    "apply-source": ({ conversationId, participantId, source, edits }) =>
      sources.apply({ conversationId, name: source }, participantId, edits),
    "undo-source": ({ conversationId, participantId, source }) =>
      sources.undo({ conversationId, name: source }, participantId),
    async "dismiss-source"({ conversationId, source }) {
      await sources.dismiss({ conversationId, name: source });
      return { value: {} };
    },
  };
}

import { roleOf } from "../genesys/role.ts";
import type { Handlers } from "./answer-commands.ts";
import type { HandlerParts } from "./command-handlers.ts";

/** What a person wants to see of masked values. */
export function maskCommands({
  session,
  calls,
  policy,
  masks,
}: Pick<HandlerParts, "session" | "calls" | "policy" | "masks">): Pick<Handlers, "reveal-value"> {
  return {
    async "reveal-value"({ conversationId, name, value }) {
      const [user, conversation] = [session.user(), calls.get(conversationId)];
      if (!user) return { kind: "sign-in-needed" };
      if (!conversation) return { kind: "call-ended" };
      if (policy.rules().access(name, roleOf(conversation, user)) === "hide")
        return { kind: "not-allowed", label: name };
      const real = masks.unmask(value);
      return Promise.resolve(real === value ? { kind: "not-found" } : { value: { value: real } });
    },
  };
}

import { roleSchema } from "../attributes/role.ts";
import { roleOf } from "../genesys/role.ts";
import type { Handlers } from "./answer-commands.ts";
import { isOf } from "./change-record.ts";
import type { HandlerParts } from "./command-handlers.ts";

type MaskParts = Pick<HandlerParts, "session" | "calls" | "policy" | "masks" | "outbox" | "drafts">;

/** What a person wants to see of masked values. */
export function maskCommands({
  session,
  calls,
  policy,
  masks,
  outbox,
  drafts,
}: MaskParts): Pick<Handlers, "reveal-value"> {
  return {
    async "reveal-value"({ name, value, ...leg }) {
      const [user, conversation, real] = [session.user(), calls.get(leg.conversationId), masks.unmask(value)];
      if (!user) return { kind: "sign-in-needed" };
      // A stand-in of yesterday.
      if (real === value) return { kind: "unknown-command" };
      // Of a call that is known no more, only what this person wanted to write there themselves: they may have it nowhere else.
      const own = conversation ? [] : [...outbox.of(leg), ...(await drafts.all()).filter((draft) => isOf(leg, draft))];
      if (!conversation && !own.some((work) => work.name === name && work.value === real))
        return { kind: "call-ended" };
      const roles = conversation ? [roleOf(conversation, user)] : roleSchema.options;
      if (roles.every((role) => policy.rules().access(name, role) === "hide"))
        return { kind: "not-allowed", label: name };
      return { value: { value: real } };
    },
  };
}

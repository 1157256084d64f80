import {
  type CommandName,
  commands,
  messageSchema,
  type ReplyValue,
  type Request,
  type Sender,
} from "../protocol/commands.ts";
import type { Problem, Reply } from "../protocol/problem.ts";
import type { User } from "../genesys/user.ts";
import { ownerOf } from "./owner.ts";

/** Who sent a command; a content script is known by its frame. */
export interface CommandSender {
  readonly kind: Sender;
  readonly frame: { tabId: number; frameId: number } | undefined;
}

export type Handlers = {
  readonly [Name in CommandName]: (
    request: Request<Name>,
    sender: CommandSender,
  ) => Promise<Problem | { value: ReplyValue<Name> }>;
};

function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}

function refuse(error: Problem): Reply<never> {
  return { ok: false, error };
}

/**
 * Answers one message: known command, allowed sender, request of the right shape; anything else is refused without a
 * word about what is there. What a page asks for one person is not done for another: `user` is signed in. `sender` is `null` for whoever is neither a page of ours nor our content script.
 */
export async function answerCommand(
  handlers: Handlers,
  message: unknown,
  sender: CommandSender | null,
  user: User | undefined,
): Promise<Reply<unknown>> {
  if (!sender) return refuse({ kind: "refused-sender" });
  const envelope = messageSchema.safeParse(message);
  if (!envelope.success || !isCommandName(envelope.data.command)) return refuse({ kind: "unknown-command" });
  const name = envelope.data.command;
  if (commands[name].from !== sender.kind) return refuse({ kind: "refused-sender" });
  const parsed = commands[name].request.safeParse(envelope.data.request);
  if (!parsed.success) return refuse({ kind: "unknown-command" });
  const isOthers = user && "owner" in parsed.data && parsed.data.owner !== ownerOf(user);
  if (isOthers === true) return refuse({ kind: "other-person" });
  // The request was parsed by this very command's schema; TypeScript loses the link between the two.
  const handle = handlers[name] as (request: unknown, sender: CommandSender) => ReturnType<Handlers[CommandName]>;
  const outcome = await handle(parsed.data, sender);
  return "value" in outcome ? { ok: true, value: outcome.value } : refuse(outcome);
}

import browser from "webextension-polyfill";
import { commands, type CommandName, type ReplyValue, type Request } from "../protocol/commands.ts";
import { type Reply, replySchema } from "../protocol/problem.ts";

/**
 * Asks the background. Never throws: a background that cannot be reached (the extension was updated under an open page, say)
 * or that answers in another shape is `not-running`.
 */
export async function sendCommand<Name extends CommandName>(
  command: Name,
  request: Request<Name>,
): Promise<Reply<ReplyValue<Name>>> {
  try {
    const answer: unknown = await browser.runtime.sendMessage({ command, request });
    const parsed = replySchema(commands[command].reply).safeParse(answer);
    // The table gives each command its own reply schema; TypeScript loses the link between the two.
    if (parsed.success) return parsed.data as Reply<ReplyValue<Name>>;
  } catch {
    // Nobody answered.
  }
  return { ok: false, error: { kind: "not-running" } };
}

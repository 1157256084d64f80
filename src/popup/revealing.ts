import { message } from "../platform/i18n.ts";
import { problemText } from "../platform/problem-text.ts";
import { sendCommand } from "../platform/send-command.ts";
import type { Notices } from "./notices.ts";
import type { Named } from "./rows.ts";

/** Asks the background for the values behind masks. Nothing here keeps them: the row that asked does, for a short while. */
export function createRevealing(notices: Notices) {
  return {
    reveal: async (
      { conversationId, participantId, name }: Named,
      standIns: readonly string[],
    ): Promise<ReadonlyMap<string, string>> => {
      const values = new Map<string, string>();
      for (const value of standIns) {
        const reply = await sendCommand("reveal-value", { conversationId, participantId, name, value });
        if (reply.ok) values.set(value, reply.value.value);
        else notices.fail(problemText(reply.error));
      }
      if (values.size > 0) notices.say(message("revealed", name));
      return values;
    },
  };
}

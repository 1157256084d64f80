import type { Conversation } from "../genesys/conversation.ts";
import type { PageHint } from "../protocol/page-hint.ts";
import { showCall } from "./show-call.ts";

const words = (text: string): string => text.replaceAll(/\s+/g, " ").trim().toLowerCase();
const digits = (text: string): string => text.replaceAll(/\D/g, "");

/** Where a roster has no name of the caller, it has the number, written in its own way. */
function isSameCaller(hint: string, caller: string, number: string | null): boolean {
  if (caller !== "" && words(hint) === words(caller)) return true;
  return number !== null && digits(number) !== "" && digits(hint) === digits(number);
}

/** Does a page's selected roster item look like this call? Caller, and the queue if both sides know one. */
export function showsIt(hint: PageHint, conversation: Conversation, userId: string): boolean {
  if (hint.name === null) return false;
  const { caller, queue, details } = showCall(conversation, { userId, permissions: [] });
  if (!isSameCaller(hint.name, caller, details.ani)) return false;
  return hint.queue === null || queue === null || words(hint.queue) === words(queue);
}

import { valueOf } from "../attributes/attribute.ts";
import type { Rules } from "../attributes/policy/rules.ts";
import type { Conversation } from "../genesys/conversation.ts";
import { callerLeg, isWritable, phaseOf } from "../genesys/legs.ts";
import { roleOf } from "../genesys/role.ts";
import type { User } from "../genesys/user.ts";
import type { OpenWork } from "./open-work.ts";

/**
 * Attributes that the organization requires, that the caller lacks, and that this person may write: while there is time for it, from the
 * answered call to the end of the work after it. What somebody types, or what is on its way, is unsaved and not missing.
 */
export function missingValues(
  conversation: Conversation,
  user: Pick<User, "userId" | "permissions">,
  rules: Rules,
  work: readonly OpenWork[],
): string[] {
  const leg = callerLeg(conversation);
  const phase = phaseOf(conversation, user.userId);
  if (!leg || phase === "ended" || phase === "ringing" || !isWritable(conversation, leg)) return [];
  const role = roleOf(conversation, user);
  const isOpen = (wanted: string): boolean =>
    work.some(({ participantId, name }) => participantId === leg.id && name === wanted);
  return rules.names.filter((name) => {
    const problem = rules.problemOf(name, valueOf(leg.attributes, name) ?? "");
    return problem?.reason === "required" && rules.access(name, role) === "edit" && !isOpen(name);
  });
}

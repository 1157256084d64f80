import type { Role } from "../attributes/role.ts";
import type { Conversation, Participant } from "./conversation.ts";
import type { User } from "./user.ts";

/** Does this leg listen to another one, instead of taking part for itself? (genesys-platform-api.md 2.2 [SDK]) */
export function isSupervising(leg: Participant): boolean {
  return (leg.monitoredParticipantId ?? leg.coachedParticipantId ?? leg.bargedParticipantId) !== null;
}

/** Each of them alone makes a supervisor of who is not on the call (genesys-platform-api.md 1.1 [SDK]). */
const supervising = ["conversation:call:monitor", "conversation:call:coach", "conversation:call:barge"];

/** Does this person look after calls that they are not on? */
export function isSupervisor({ permissions }: { readonly permissions: readonly string[] }): boolean {
  return supervising.some((permission) => permissions.includes(permission));
}

/**
 * What a person is on a call: any own leg that does not monitor, coach or barge makes an agent; one that does, a
 * supervisor; off the call the permissions decide (product.md, "Policy").
 */
export function roleOf(conversation: Conversation, user: Pick<User, "userId" | "permissions">): Role {
  const own = conversation.participants.filter((leg) => leg.userId === user.userId);
  return (own.length > 0 ? own.every(isSupervising) : isSupervisor(user)) ? "supervisor" : "agent";
}

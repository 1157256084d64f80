import type { User } from "../genesys/user.ts";

/** One person in one organization. */
export function ownerOf(user: User): string {
  return `${user.organizationId}/${user.userId}`;
}

/** Drafts and changes are kept under the organization and person who made them (product.md, "State"). */
export function ownerKey(kind: "draft" | "adding" | "change" | "history", user: User): string {
  return `${kind}/${ownerOf(user)}/`;
}

/** Nothing of a call is kept for longer than a day after it (issue "Nothing lost", section 2). */
export const keptFor = 24 * 60 * 60 * 1000;

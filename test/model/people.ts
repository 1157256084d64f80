import type { Seat } from "../moved-clock/seat.ts";
import type { Desk } from "./desk.ts";

/** Who may sign in at the desk. The first one is there at the beginning and at the end. */
export const userIds: Readonly<Record<string, string>> = {
  "Anna Agent": "77777777-0000-4000-8000-0000000000a1",
  "Ben Agent": "77777777-0000-4000-8000-0000000000a2",
};
export const firstPerson = "Anna Agent";

/** Whose session stands in the storage. */
export function signedIn({ seat }: Desk): string | undefined {
  return signedInAt(seat);
}
export function signedInAt(seat: Seat): string | undefined {
  const session = seat.stored.session.items.get("session") as { user: { userName: string } } | undefined;
  return session?.user.userName;
}

/** A promise of product.md was broken; the number is the model's invariant. */
export class Violation extends Error {}

import type { User } from "../genesys/user.ts";
import type { Drafts } from "./drafts.ts";
import type { OpenDrafts } from "./open-drafts.ts";
import type { Outbox } from "./outbox.ts";
import type { Session } from "./session.ts";

interface TakeOverParts {
  readonly session: Session;
  readonly outbox: Pick<Outbox, "restore">;
  readonly drafts: Pick<Drafts, "restore">;
  readonly openDrafts: Pick<OpenDrafts, "reload">;
}

/** Brings back what the person left who is signed in now. A database that cannot be read keeps them from nothing else, and is tried again. */
export function createTakeOver({ session, outbox, drafts, openDrafts }: TakeOverParts) {
  const everything = [outbox.restore, (user: User) => drafts.restore(user)];
  let left: typeof everything = [];
  async function take(parts = everything): Promise<void> {
    const [user, current] = [session.user(), session.current()];
    const isSignedIn = current.status === "signed-in" && !current.session.signInNeeded;
    const taken = await Promise.allSettled(user ? parts.map((restore) => restore(user, isSignedIn)) : []);
    left = parts.filter((_, index) => taken[index]?.status === "rejected");
    await openDrafts.reload();
  }
  return {
    take: (): Promise<void> => take(),
    /** Answers whether something could not be brought back until now, and is there. */
    async again(): Promise<boolean> {
      if (left.length === 0) return false;
      await take(left);
      return left.length === 0;
    },
  };
}

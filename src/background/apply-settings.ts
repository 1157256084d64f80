import type { Calls } from "./calls.ts";
import type { Session } from "./session.ts";
import type { SettingsKeeper } from "./settings.ts";

interface ApplyingParts {
  readonly settings: SettingsKeeper;
  readonly session: Session;
  readonly calls: Calls;
  readonly publish: () => Promise<void>;
}

/** Does what follows from other settings, whoever made them: a person, or the organization's policy. */
export function createApplying({ settings, session, calls, publish }: ApplyingParts) {
  function isOfAnother(): boolean {
    const [used, chosen] = [session.current(), settings.forSignIn()];
    if (used.status !== "signed-in" || !chosen) return false;
    return used.session.region !== chosen.region || used.session.clientId !== chosen.clientId;
  }
  return async (change?: () => Promise<void>): Promise<void> => {
    const before = settings.current();
    await change?.();
    const { region, clientId, dialect } = settings.current();
    // A token belongs to one client in one region: the policy may have come while the background was dead, and have been read at its
    // start. What the person left stays theirs: it waits for them as for anybody else.
    if (before.region !== region || before.clientId !== clientId || isOfAnother())
      await (await session.signOut(session.user()))(false);
    else if (before.dialect !== dialect && session.user()) {
      await calls.clear();
      await calls.load();
    }
    await publish();
  };
}

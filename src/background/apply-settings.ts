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
  return async (change: () => Promise<void>): Promise<void> => {
    const before = settings.current();
    await change();
    const { region, clientId, dialect } = settings.current();
    // A token belongs to one client in one region. What the person left stays theirs: it waits for them as for anybody else.
    if (before.region !== region || before.clientId !== clientId) await session.signOut();
    else if (before.dialect !== dialect && session.user()) {
      await calls.clear();
      await calls.load();
    }
    await publish();
  };
}

import type { Policy } from "../attributes/policy/schema.ts";
import { isRegionDomain, type RegionDomain } from "../genesys/regions.ts";
import type { PolicyKeeper } from "./policy.ts";
import { readItem, type Stored } from "../platform/stored.ts";
import { type Dialect } from "../attributes/dialect.ts";
import { noSettings, type Settings, settingsKey, settingsSchema } from "../protocol/settings.ts";

/** Settings that suffice to sign in. */
export interface SignInSettings {
  readonly region: RegionDomain;
  readonly clientId: string;
}

/** What a person can set. */
export interface ChosenSettings extends SignInSettings {
  readonly dialect: Dialect;
}

/**
 * What the person set up, where the organization decided nothing. `storage.local` is its owner; this is the copy that the
 * background works with.
 */
export interface SettingsKeeper {
  restore(): Promise<void>;
  current(): Settings;
  /** Region and client ID, if both are set and the region is one of the table. */
  forSignIn(): SignInSettings | undefined;
  save(settings: Partial<Settings>): Promise<void>;
}

/** What the organization decided of what a person can set. */
function decided({
  region,
  clientId,
  dialect,
  language,
}: Policy): Partial<ChosenSettings> & Pick<Settings, "language"> {
  return {
    ...(region !== undefined && isRegionDomain(region) && { region }),
    ...(clientId !== undefined && { clientId }),
    ...(dialect !== undefined && { dialect }),
    ...(language !== undefined && { language }),
  };
}

export function createSettings(stored: Stored, policy: PolicyKeeper): SettingsKeeper {
  let settings = noSettings;
  const current = (): Settings => ({ ...settings, ...decided(policy.current()) });
  return {
    async restore() {
      settings = (await readItem(stored.local, settingsKey, settingsSchema)) ?? noSettings;
    },
    current,
    forSignIn() {
      const { region, clientId } = current();
      return region !== null && clientId !== null && isRegionDomain(region) ? { region, clientId } : undefined;
    },
    async save(chosen) {
      // Behind what the organization decided, the person's own stays: it may decide nothing one day.
      const locked = decided(policy.current());
      const { region, clientId, dialect, language } = settings;
      settings = {
        ...settings,
        ...chosen,
        ...(locked.region !== undefined && { region }),
        ...(locked.clientId !== undefined && { clientId }),
        ...(locked.dialect !== undefined && { dialect }),
        ...(locked.language !== undefined && { language }),
      };
      await stored.local.set({ [settingsKey]: settings });
    },
  };
}

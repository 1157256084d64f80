import { isRegionDomain, type RegionDomain } from "../genesys/regions.ts";
import { readItem, type Stored } from "../platform/stored.ts";
import { type Dialect, noSettings, type Settings, settingsKey, settingsSchema } from "../protocol/settings.ts";

/** Settings that suffice to sign in. */
export interface SignInSettings {
  readonly region: RegionDomain;
  readonly clientId: string;
}

/** What a person can set. */
export interface ChosenSettings extends SignInSettings {
  readonly dialect: Dialect;
}

/** What the person set up. `storage.local` is its owner; this is the copy that the background works with. */
export interface SettingsKeeper {
  restore(): Promise<void>;
  current(): Settings;
  /** Region and client ID, if both are set and the region is one of the table. */
  forSignIn(): SignInSettings | undefined;
  save(settings: ChosenSettings | Pick<Settings, "notify">): Promise<void>;
}

export function createSettings(stored: Stored): SettingsKeeper {
  let settings = noSettings;
  return {
    async restore() {
      settings = (await readItem(stored.local, settingsKey, settingsSchema)) ?? noSettings;
    },
    current: () => settings,
    forSignIn() {
      const { region, clientId } = settings;
      return region !== null && clientId !== null && isRegionDomain(region) ? { region, clientId } : undefined;
    },
    async save(chosen) {
      settings = { ...settings, ...chosen };
      await stored.local.set({ [settingsKey]: settings });
    },
  };
}

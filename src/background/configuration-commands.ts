import { readPolicy } from "../attributes/policy/read-policy.ts";
import { isRegionDomain, regionDomains } from "../genesys/regions.ts";
import type { Configuration } from "../protocol/configuration.ts";
import type { LanguageChoice } from "../protocol/settings.ts";
import type { Handlers } from "./answer-commands.ts";
import type { HandlerParts } from "./command-handlers.ts";

type ConfigurationParts = Pick<HandlerParts, "policy" | "settings" | "settingsBecome" | "drafts" | "sources">;

/** What a person can set by hand is set so: an imported region locks nothing. */
const settable: readonly string[] = ["region", "clientId", "dialect", "language"];

function isChosen(language: LanguageChoice | undefined): boolean {
  return language !== undefined && language !== "browser";
}

function withoutSettings(configuration: Configuration): Configuration {
  return Object.fromEntries(Object.entries(configuration).filter(([key]) => !settable.includes(key)));
}

/** A configuration file: taken whole, or not at all. */
export function configurationCommands({
  policy,
  settings,
  settingsBecome,
  drafts,
  sources,
}: ConfigurationParts): Pick<Handlers, "import-configuration" | "export-configuration"> {
  return {
    async "import-configuration"({ configuration }) {
      const { policy: read, findings } = readPolicy(configuration, regionDomains);
      if (findings.length > 0) return { value: { findings } };
      await settingsBecome(async () => {
        await policy.adopt(withoutSettings(configuration));
        await drafts.maskAnew();
        if (read.language !== undefined) await settings.save({ language: read.language });
        const { region, clientId, dialect } = read;
        await settings.save({
          ...(region !== undefined && isRegionDomain(region) && { region }),
          ...(clientId !== undefined && { clientId }),
          ...(dialect !== undefined && { dialect }),
        });
      });
      void sources.consider();
      return { value: { findings } };
    },
    async "export-configuration"() {
      const { region, clientId, dialect, language } = settings.current();
      const own = {
        ...(region !== null && { region }),
        ...(clientId !== null && { clientId }),
        dialect,
        ...(isChosen(language) && { language }),
      };
      return Promise.resolve({ value: { text: `${JSON.stringify({ ...own, ...policy.configured() }, null, 2)}\n` } });
    },
  };
}

import * as z from "zod/mini";
import { dialectSchema } from "../attributes/dialect.ts";
import { languageCodes } from "../attributes/languages.ts";

export const appearanceSchema = z.enum(["system", "light", "dark"]);
export type Appearance = z.infer<typeof appearanceSchema>;
/** `browser`: the one that the browser has. */
export const languageChoiceSchema = z.enum(["browser", ...languageCodes]);
export type LanguageChoice = z.infer<typeof languageChoiceSchema>;
/** Days for which one's own changes are kept; `0`: they are not. */
export const historyDaysSchema = z.number().check(z.int(), z.gte(0), z.lte(365));

/** What a person set up, in `storage.local`: no secret. `region` is a domain of the table in `src/genesys/regions.ts`. */
export const settingsSchema = z.object({
  region: z.nullable(z.string()),
  clientId: z.nullable(z.string()),
  dialect: z._default(dialectSchema, "conversations"),
  /** Notifications of the system for conflicts and failed saves; the browser's permission comes on top. */
  notify: z._default(z.boolean(), false),
  /** Not there: as the system has it. */
  appearance: z.optional(appearanceSchema),
  /** Not there, or not known to this version: as `browser`. */
  language: z.catch(z.optional(languageChoiceSchema), undefined),
  /** Not there: `defaultHistoryDays`. */
  historyDays: z.optional(historyDaysSchema),
});
export type Settings = z.infer<typeof settingsSchema>;
export const settingsKey = "settings";
export const noSettings: Settings = { region: null, clientId: null, dialect: "conversations", notify: false };

export const defaultHistoryDays = 7;

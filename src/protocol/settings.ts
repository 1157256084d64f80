import * as z from "zod/mini";

/** What a person set up, in `storage.local`: no secret. `region` is a domain of the table in `src/genesys/regions.ts`. */
export const settingsSchema = z.object({ region: z.nullable(z.string()), clientId: z.nullable(z.string()) });
export type Settings = z.infer<typeof settingsSchema>;
export const settingsKey = "settings";
export const noSettings: Settings = { region: null, clientId: null };

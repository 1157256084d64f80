import { type Configuration, configurationSchema } from "../protocol/configuration.ts";
import type { ManagedArea } from "./stored.ts";

/**
 * What the administrator rolled out, not yet judged; `{}` where there is nothing. Firefox rejects without a policy; Chrome answers
 * `{}`, also for the first 2 to 6 s after its start, and tells of what arrives later by `onChanged` (engineering.md).
 */
export async function readManagedPolicy(area: ManagedArea): Promise<Configuration> {
  try {
    return configurationSchema.parse(await area.get(null));
  } catch {
    return {};
  }
}

import { masked } from "../../attributes/policy/masking.ts";
import type { Rules } from "../../attributes/policy/rules.ts";
import type { SourceProgress } from "../../protocol/sources.ts";

/** As pages may know it: values that the policy masks, are masked here too, and those that it hides are not there. */
export function shownProgress(progress: SourceProgress, rules: Rules): SourceProgress {
  if (progress.status !== "answered") return progress;
  const values = progress.values.map((line) => {
    const { name, value, base } = line;
    if (!rules.isSensitive(name, value) && !rules.isSensitive(name, base ?? "")) return line;
    return { ...line, value: masked(value), base: base === null ? null : masked(base) };
  });
  return { ...progress, values };
}

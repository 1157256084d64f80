import { masked } from "../attributes/policy/masking.ts";
import type { ShownCall, ShownChange } from "../protocol/published-state.ts";
import type { SourceProgress } from "../protocol/sources.ts";
import type { Masks } from "./masks.ts";
import { quietChange } from "./quiet-problem.ts";
import { discreetLink } from "./sources/record-link.ts";

/** A call as pages may know it. */
export function maskCall(call: ShownCall, masks: Masks): ShownCall {
  const participants = call.participants.map((participant) => ({
    ...participant,
    attributes: participant.attributes.map((attribute) => ({
      ...attribute,
      value: masks.mask(attribute.name, attribute.value),
    })),
  }));
  return { ...call, participants };
}

/** Changes as pages may know them. What is sensitive may have become so after the problem was put down. */
export function maskChanges(changes: readonly ShownChange[], masks: Masks): ShownChange[] {
  return changes.map((change) => {
    const { name, base, value } = change;
    return { ...quietChange(change, changes, masks), base: masks.mask(name, base), value: masks.mask(name, value) };
  });
}

/** A source's answer as pages may know it; the link to its record is left out where a masked value stands in it. */
export function maskProgress(progress: SourceProgress, masks: Masks): SourceProgress {
  // What it was asked with is masked in it already; it may say anything else.
  if (progress.status === "failed" && "detail" in progress.problem && masks.isMasked("", progress.problem.detail)) {
    // Without the masks in it: what begins with one would be taken for masked as a whole.
    const detail = masked(progress.problem.detail.replaceAll("•", ""));
    return { ...progress, problem: { ...progress.problem, detail } };
  }
  if (progress.status !== "answered") return progress;
  const values = progress.values.map((line) => {
    const [value, base] = [masks.mask(line.name, line.value), masks.mask(line.name, line.base)];
    return { ...line, value, base };
  });
  const secrets = progress.values.filter(({ value }, index) => value !== values[index]?.value);
  return { ...progress, values, link: discreetLink(progress.link, secrets) };
}

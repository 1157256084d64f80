import { encodedValue } from "../attributes/policy/link.ts";
import { masked } from "../attributes/policy/masking.ts";
import type { ShownCall, ShownChange } from "../protocol/published-state.ts";
import type { SourceProgress } from "../protocol/sources.ts";
import type { Masks } from "./masks.ts";

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

/** Changes as pages may know them. What Genesys says of a refused request may repeat any value of that request. */
export function maskChanges(changes: readonly ShownChange[], masks: Masks): ShownChange[] {
  const secrets = changes.map(({ name, value }) => (masks.isMasked(name, value) ? value : "")).filter(Boolean);
  const quiet = (detail: string): string =>
    secrets.reduce((text, secret) => text.replaceAll(secret, masked(secret)), detail);
  return changes.map((change) => {
    const { name, base, value, problem } = change;
    return {
      ...change,
      base: masks.mask(name, base),
      value: masks.mask(name, value),
      problem: problem && "detail" in problem ? { ...problem, detail: quiet(problem.detail) } : problem,
    };
  });
}

/** A source's answer as pages may know it; the link to its record is left out where a masked value stands in it. */
export function maskProgress(progress: SourceProgress, masks: Masks): SourceProgress {
  // What a source says of its failure may repeat what it was asked with, or anything else.
  if (progress.status === "failed" && "detail" in progress.problem && masks.isMasked("", progress.problem.detail))
    return { ...progress, problem: { ...progress.problem, detail: masked(progress.problem.detail) } };
  if (progress.status !== "answered") return progress;
  const values = progress.values.map((line) => {
    const [value, base] = [masks.mask(line.name, line.value), masks.mask(line.name, line.base)];
    return { ...line, value, base };
  });
  const secrets = progress.values.filter(({ value }, index) => value !== values[index]?.value);
  const isTold = secrets.some(({ value }) => progress.link?.url.includes(encodedValue(value)));
  return { ...progress, values, link: isTold ? null : progress.link };
}

import type { Attribute } from "../attributes/attribute.ts";
import { masked } from "../attributes/policy/masking.ts";
import { splitTypedValue } from "../attributes/typed-value.ts";
import type { Problem } from "../protocol/problem.ts";
import type { ShownChange } from "../protocol/published-state.ts";
import type { Masks } from "./masks.ts";

type Judge = Pick<Masks, "isMasked">;

interface Form {
  readonly form: string;
  readonly mask: string;
}

/** A text may repeat a value as it is, or as it stood in the JSON of a request. */
function formsOf(secret: string): Form[] {
  return [secret, JSON.stringify(secret).slice(1, -1)].map((form) => ({ form, mask: masked(secret) }));
}

/** Shorter beginnings of a value tell nothing of it, and stand at the end of many a sentence. */
const shortestTold = 3;

/** Long texts are cut, by Genesys or here: of a value at their end, the beginning may be left. */
function quiet(said: string, { form, mask }: Form): string {
  // By a function: in a text, `$&` would stand for what is to be replaced.
  const text = said.replaceAll(form, () => mask);
  for (let length = Math.min(form.length - 1, text.length); length >= shortestTold; length -= 1)
    if (text.endsWith(form.slice(0, length))) return `${text.slice(0, -length)}…`;
  return text;
}

/** A problem in whose detail every one of these values that is sensitive is masked. */
export function quietProblem(
  problem: Problem,
  values: readonly Pick<Attribute, "name" | "value">[],
  masks: Judge,
): Problem {
  if (!("detail" in problem)) return problem;
  const detail = values
    .flatMap(({ name, value }) => (masks.isMasked(name, value) ? formsOf(splitTypedValue(name, value).text) : []))
    // The longest first: where a part of it is replaced before, the rest of it would be left.
    .toSorted((one, other) => other.form.length - one.form.length)
    .reduce(quiet, problem.detail);
  return { ...problem, detail };
}

type Change = Pick<ShownChange, "name" | "base" | "value" | "problem">;

/** What Genesys says of a refused request may repeat any value of that request, so also one of another change in it. */
export function quietChange<Kept extends Change>(change: Kept, beside: readonly Change[], masks: Judge): Kept {
  if (!change.problem) return change;
  const values = beside.flatMap(({ name, base, value }) => [base ?? "", value].map((text) => ({ name, value: text })));
  return { ...change, problem: quietProblem(change.problem, values, masks) };
}

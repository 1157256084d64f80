import type { Attribute } from "../attribute.ts";

/** `new`: it is not there; `fills`: it is empty; `changes`: it says something else; `same`: nothing to do. */
export type Effect = "new" | "fills" | "changes" | "same";

/** One line of what a source proposes. */
export interface ProposedValue {
  readonly name: string;
  /** `null`: the attribute does not exist. */
  readonly now: string | null;
  readonly proposed: string;
  readonly effect: Effect;
  /** May be written without the person's own choice: new or empty, or the rule says that it overwrites. */
  readonly isByRule: boolean;
}

function effectOf(now: string | null, proposed: string): Effect {
  if (now === proposed) return "same";
  if (now === null) return "new";
  return now === "" ? "fills" : "changes";
}

/**
 * Compares what a source says with what is there, or on its way there. `overwrite`: names that may be changed where they hold
 * something; the others only fill what is empty (product.md, "Policy", `sources`).
 */
export function propose(
  values: readonly Pick<Attribute, "name" | "value">[],
  there: (name: string) => string | null,
  overwrite: readonly string[],
): ProposedValue[] {
  return values.map(({ name, value: proposed }) => {
    const now = there(name);
    const effect = effectOf(now, proposed);
    const isByRule = effect === "new" || effect === "fills" || (effect === "changes" && overwrite.includes(name));
    return { name, now, proposed, effect, isByRule };
  });
}

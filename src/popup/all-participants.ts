import { matchesFilter } from "../attributes/filter.ts";
import type { ShownCall, ShownParticipant } from "../protocol/published-state.ts";
import { typedText } from "./typed-text.ts";

/** A value, and the leg that has it. */
interface Origin {
  readonly leg: ShownParticipant;
  readonly value: string;
}

/** One name, with whatever the legs of a call say of it. */
export interface MergedAttribute {
  readonly name: string;
  readonly origins: readonly Origin[];
}

/** The attributes of all legs, the caller's first; one entry a name, for tools split attributes over legs (3 [OBS S20]). */
export function mergeParticipants({ callerId, participants }: ShownCall): MergedAttribute[] {
  const merged = new Map<string, Origin[]>();
  for (const leg of participants.toSorted((a, b) => Number(b.id === callerId) - Number(a.id === callerId))) {
    for (const { name, value } of leg.attributes) {
      const origins = merged.get(name) ?? [];
      origins.push({ leg, value });
      merged.set(name, origins);
    }
  }
  return [...merged].map(([name, origins]) => ({ name, origins }));
}

/** By what people see: label, name and value, without the type in front of it. */
export function matchingAttributes(
  all: readonly MergedAttribute[],
  filter: string,
  labelOf: (name: string) => string,
): MergedAttribute[] {
  const holds = (name: string, value: string): boolean => matchesFilter({ name, value }, filter);
  return all.filter(({ name, origins }) =>
    origins.some(({ value }) => holds(name, labelOf(name)) || holds(name, typedText(name, value, value).text)),
  );
}

/** A pattern of the allowed form, parsed. */
export type Pattern =
  | { kind: "character"; test: RegExp }
  /** `^`, `$`, `\b` or `\B`. */
  | { kind: "place"; at: string }
  | { kind: "sequence"; parts: readonly Pattern[] }
  | { kind: "one-of"; parts: readonly Pattern[] }
  /** `to` is `null` where there is no end. */
  | { kind: "repeat"; part: Pattern; from: number; to: number | null };

type Step =
  | { kind: "character"; test: RegExp }
  | { kind: "place"; at: string }
  /** Goes on at each of these. */
  | { kind: "fork"; to: number[] };

/** Two thousand steps on 500 characters take some milliseconds. */
const mostSteps = 2_000;

function isPlace(at: string, before: string | undefined, after: string | undefined): boolean {
  const isWord = (character: string | undefined): boolean => character !== undefined && /\w/.test(character);
  switch (at) {
    case "^":
      return before === undefined;
    case "$":
      return after === undefined;
    default:
      return (isWord(before) !== isWord(after)) === (at === "\\b");
  }
}

/** Writes the steps of a pattern, its repeats written out; `false` if there would be too many. */
function writeSteps(pattern: Pattern, steps: Step[]): boolean {
  let turns = 0;
  function write(part: Pattern): boolean {
    turns += 1;
    if (turns > mostSteps || steps.length > mostSteps) return false;
    switch (part.kind) {
      case "character":
      case "place":
        steps.push(part);
        return true;
      case "sequence":
        return part.parts.every(write);
      case "one-of":
        return writeChoice(part.parts);
      case "repeat":
        return writeRepeat(part);
    }
  }
  function fork(...to: number[]): number[] {
    steps.push({ kind: "fork", to });
    return to;
  }
  function writeChoice(parts: readonly Pattern[]): boolean {
    const ends: number[][] = [];
    const begin = fork();
    for (const part of parts) {
      begin.push(steps.length);
      if (!write(part)) return false;
      ends.push(fork());
    }
    for (const end of ends) end.push(steps.length);
    return true;
  }
  function writeRepeat({ part, from, to }: Extract<Pattern, { kind: "repeat" }>): boolean {
    for (let time = 0; time < from; time += 1) if (!write(part)) return false;
    const exits: number[][] = [];
    const again = steps.length;
    for (let time = from; time < (to ?? from + 1); time += 1) {
      exits.push(fork(steps.length + 1));
      if (!write(part)) return false;
    }
    if (to === null) fork(again);
    for (const exit of exits) exit.push(steps.length);
    return true;
  }
  return write(pattern);
}

/**
 * A pattern that can be tried; `undefined` if it is too large. Follows all its ways at once (K. Thompson, "Regular expression search
 * algorithm", 1968), instead of one after the other as `RegExp` does: `a*a*a{13}b` on 500 `a` takes that one 15 s, and a worker that
 * hangs saves nothing. Here the time is at most the text's length times the pattern's, whatever an administrator writes.
 */
export function createProgram(pattern: Pattern): ((text: string) => boolean) | undefined {
  const steps: Step[] = [];
  if (!writeSteps(pattern, steps)) return undefined;

  /** All steps that wait for a character once `begun` are reached; one behind the last means that the pattern is there. */
  function follow(begun: number[], before: string | undefined, after: string | undefined): Set<number> {
    const reached = new Set<number>();
    for (let index = begun.pop(); index !== undefined; index = begun.pop()) {
      if (reached.has(index)) continue;
      reached.add(index);
      const step = steps[index];
      if (step?.kind === "fork") begun.push(...step.to);
      else if (step?.kind === "place" && isPlace(step.at, before, after)) begun.push(index + 1);
    }
    return reached;
  }

  return (text) => {
    const characters = Array.from(text);
    let begun: number[] = [];
    for (let position = 0; position <= characters.length; position += 1) {
      const here = characters[position];
      const reached = follow([...begun, 0], characters[position - 1], here);
      if (reached.has(steps.length)) return true;
      begun = [];
      for (const index of reached) {
        const step = steps[index];
        if (step?.kind === "character" && here !== undefined && step.test.test(here)) begun.push(index + 1);
      }
    }
    return false;
  };
}

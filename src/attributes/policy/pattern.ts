import { type Pattern, createProgram } from "./pattern-program.ts";

/** The longest pattern, and the longest text on which one is tried (product.md, "Policy"). */
const longestPattern = 200;
export const longestTried = 500;

/** At most two `*`, `+` or `{n,}`, each on one character or class (product.md, "Policy"). */
const mostStars = 2;

export type PatternRefusal =
  | "too-long"
  | "not-a-pattern"
  | "backreference"
  | "lookaround"
  | "too-many-repeats"
  | "too-large";

class Refused extends Error {
  constructor(readonly why: PatternRefusal) {
    super(why);
  }
}

/** One character, or a class of them. */
const single =
  /^(?:\\(?:c[A-Za-z]|x[\dA-Fa-f]{2}|u[\dA-Fa-f]{4}|u\{[\dA-Fa-f]+\}|[pP]\{[\w=]+\}|[^])|\[(?:\\[^]|[^\]\\])*\]|[^\\[\](){}*+?|^$])/u;
const opening = /^\((?:\?:|\?<[A-Za-z]\w*>)?/;
const repeat = /^(?:[*+?]|\{(?<least>\d{1,4})(?<comma>,(?<most>\d{1,4})?)?\})\??/;

/** Unicode's own rules where the piece keeps them (`\p{L}`), else the older ones, which allow `\-`. */
function characterTest(piece: string): RegExp {
  try {
    return new RegExp(`^${piece}$`, "u");
  } catch {
    return new RegExp(`^${piece}$`);
  }
}

/** Reads a pattern from left to right; whatever is not of the allowed form is refused. */
function parse(pattern: string): Pattern {
  let rest = pattern;
  let stars = 0;

  function take(form: RegExp): RegExpExecArray | null {
    const found = form.exec(rest);
    if (found) rest = rest.slice(found[0].length);
    return found;
  }

  function alternatives(): Pattern {
    const parts = [sequence()];
    while (take(/^\|/)) parts.push(sequence());
    return parts.length === 1 && parts[0] ? parts[0] : { kind: "one-of", parts };
  }

  function sequence(): Pattern {
    const parts: Pattern[] = [];
    while (rest !== "" && !/^[|)]/.test(rest)) {
      const at = take(/^(?:\\[bB]|[\^$])/)?.[0];
      parts.push(at === undefined ? repeated() : { kind: "place", at });
    }
    return { kind: "sequence", parts };
  }

  function group(): Pattern {
    if (!take(opening)) throw new Refused("not-a-pattern");
    const part = alternatives();
    if (!take(/^\)/)) throw new Refused("not-a-pattern");
    return part;
  }

  function repeated(): Pattern {
    if (/^\\(?:[1-9]|k)/.test(rest)) throw new Refused("backreference");
    if (/^\(\?<?[=!]/.test(rest)) throw new Refused("lookaround");
    const piece = take(single)?.[0];
    const part: Pattern = piece === undefined ? group() : { kind: "character", test: characterTest(piece) };
    const times = take(repeat);
    if (!times) return part;
    const { least, comma, most } = times.groups ?? {};
    const from = Number(least ?? (times[0].startsWith("+") ? 1 : 0));
    if (/^[*+]/.test(times[0]) || (comma !== undefined && most === undefined)) {
      stars += 1;
      if (piece === undefined || stars > mostStars) throw new Refused("too-many-repeats");
      return { kind: "repeat", part, from, to: null };
    }
    const to = Number(most ?? least ?? 1);
    if (to < from) throw new Refused("not-a-pattern");
    return { kind: "repeat", part, from, to };
  }

  const whole = alternatives();
  if (rest !== "") throw new Refused("not-a-pattern");
  return whole;
}

/** Does the text hold the pattern? Only the first 500 characters are looked at. */
export type Matcher = (text: string) => boolean;

/** The one place where a pattern of an administrator becomes something that runs; says why if it does not. */
export function readPattern(pattern: string): { ok: true; matches: Matcher } | { ok: false; why: PatternRefusal } {
  if (pattern.length > longestPattern) return { ok: false, why: "too-long" };
  try {
    const program = createProgram(parse(pattern));
    if (!program) return { ok: false, why: "too-large" };
    return { ok: true, matches: (text) => program(text.slice(0, longestTried)) };
  } catch (error) {
    return { ok: false, why: error instanceof Refused ? error.why : "not-a-pattern" };
  }
}

import type { Matcher } from "./pattern.ts";

/** Always as many, so that the length tells nothing. */
const dots = "••••••••";
/** From so many characters up, the last two are shown. */
const longEnough = 8;

/** Is it a mask, not a value? */
export function isMask(text: string): boolean {
  return text.startsWith(dots);
}

/** The value as people see it while it is masked. An empty one has nothing to hide, and says so; a masked one stays as it is. */
export function masked(value: string): string {
  if (value === "" || isMask(value)) return value;
  const characters = Array.from(value);
  return characters.length >= longEnough ? dots + characters.slice(-2).join("") : dots;
}

/** The check digit of ISO/IEC 7812-1, annex B: every second digit from the right is doubled. */
function isLuhn(digits: string): boolean {
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, index) => {
      const doubled = index % 2 === 0 ? Number(digit) : Number(digit) * 2;
      return total + (doubled > 9 ? doubled - 9 : doubled);
    }, 0);
  return sum % 10 === 0;
}

/** 13 to 19 digits that begin as those of payment cards do (ISO/IEC 7812-1). */
function isCardNumber(digits: string): boolean {
  return /^[2-6]\d{12,18}$/.test(digits) && isLuhn(digits);
}

const mostDigits = 19;

/**
 * Does a card number stand anywhere in the text? Its digits may stand in groups, and other groups beside it (`4111 … 1111 12/29`).
 * What begins with `+` is the number of a phone.
 */
function holdsCardNumber(text: string): boolean {
  return [...text.matchAll(/\+?\d+(?:[ -]\d+)*/g)].some(([run]) => {
    const groups = run.split(/[ -]/);
    return groups.some((_, first) => {
      let digits = "";
      for (let last = first; last < groups.length && digits.length < mostDigits; last += 1) {
        digits += groups[last] ?? "";
        if (isCardNumber(digits)) return true;
      }
      return false;
    });
  });
}

/** Is this a value that is masked wherever it stands? */
export function isSecret(value: string, patterns: readonly Matcher[]): boolean {
  return holdsCardNumber(value) || patterns.some((matches) => matches(value));
}

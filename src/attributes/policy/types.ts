import type { Attribute } from "../attribute.ts";
import { parseJson } from "../encoding.ts";
import { decodeInstant, encodeInstant, isDate } from "./date-and-time.ts";
import { decodeItems, encodeItems, itemsOf } from "./list-items.ts";

/**
 * What a person edits a value with. `line` one line of text, `lines` several, `checkbox` empty, on or off, `date` and `datetime` the
 * browser's own pickers, `choice` one of the rule's values, `items` one item a line.
 */
export type Control = "line" | "lines" | "checkbox" | "date" | "datetime" | "choice" | "items";

/** What the rule adds to the type. */
interface Rule {
  readonly values: readonly string[];
}

/**
 * One type of attribute. A stored text is what the server has, always a string: in both dialects it is the canonical one, by which
 * values are compared. `""` is no value yet, and fits every type.
 */
interface AttributeType {
  readonly control: Control;
  /** Which keys a touch screen shows for a line: the values of HTML's `inputmode`. Not there: those of any text. */
  readonly keyboard?: "decimal" | "tel" | "url" | "email";
  /** What a value looks like: for the sentence about one that does not fit, where the type has no sentence of its own. */
  readonly example?: string;
  /** The JSON type of a value in the `interactions` dialect; `null`: what it was, or a string. */
  readonly kind: Attribute["kind"] | null;
  /** The control's text for a stored one; `null` where it does not fit the type. */
  decode(stored: string, rule: Rule): string | null;
  /** The text to be stored for what the control says; `before` is the one that it replaces. `null` where it is not of the type. */
  encode(shown: string, before: string, rule: Rule): string | null;
  /** For reading: in the person's language. Gets stored texts that fit, and are not empty. */
  display(stored: string, locale: string | undefined): string;
}

const asIs = (text: string): string => text;
const plain = { kind: null, decode: asIs, encode: asIs, display: asIs } as const;

/** A type whose control shows the stored text itself, where it has the right form. */
function formed(control: Control, isOfForm: (text: string) => boolean): AttributeType {
  const kept = (text: string): string | null => (isOfForm(text) ? text : null);
  return { ...plain, control, decode: kept, encode: (shown) => kept(shown.trim()) };
}

/** JSON's own form of a number: what other systems understand, in every language. */
function isNumber(text: string): text is `${number}` {
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text);
}

/** More than these older browsers do not format (ECMA-402 before 2023). */
const mostFractionDigits = 20;

/** All the digits that are there; a text is not rounded, as a number would be. */
function displayNumber(text: string, locale: string | undefined): string {
  const fraction = text.split(".")[1]?.length ?? 0;
  if (!isNumber(text) || /e/i.test(text) || fraction > mostFractionDigits) return text;
  return new Intl.NumberFormat(locale, { minimumFractionDigits: fraction, maximumFractionDigits: fraction }).format(
    text,
  );
}

function displayTime(options: Intl.DateTimeFormatOptions): AttributeType["display"] {
  return (stored, locale) => new Intl.DateTimeFormat(locale, options).format(Date.parse(stored));
}

/** JSON without the blanks between its parts: numbers keep every digit, which parsing and writing anew would not. */
function compactJson(text: string): string | null {
  if (parseJson(text) === undefined) return null;
  return text.replace(/("(?:\\.|[^"\\])*")|\s+/g, (_, string: string | undefined) => string ?? "");
}

function isPhone(text: string): boolean {
  return /^(?:tel:)?\+?[\d\s().\-/]{2,40}$/.test(text) && /\d{2}/.test(text);
}

function isAddress(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text) && URL.canParse(text);
}

/** Every type that policy can give. docs/architecture.md, "Add an attribute type", has the steps; the tests ask for what is missing. */
export const attributeTypes = {
  text: { ...plain, control: "line" },
  multiline: { ...plain, control: "lines" },
  number: { ...formed("line", isNumber), keyboard: "decimal", kind: "number", display: displayNumber },
  boolean: {
    ...formed("checkbox", (text) => text === "true" || text === "false"),
    kind: "boolean",
  },
  // At noon UTC a day is the same day in UTC, whatever the person's zone.
  date: { ...formed("date", isDate), display: displayTime({ dateStyle: "medium", timeZone: "UTC" }) },
  datetime: {
    control: "datetime",
    kind: null,
    decode: decodeInstant,
    encode: encodeInstant,
    display: displayTime({ dateStyle: "medium", timeStyle: "short" }),
  },
  enum: {
    ...plain,
    control: "choice",
    decode: (stored, { values }) => (values.includes(stored) ? stored : null),
    encode: (shown, _, { values }) => (values.includes(shown) ? shown : null),
  },
  list: {
    control: "items",
    kind: null,
    decode: decodeItems,
    encode: encodeItems,
    display: (stored, locale) =>
      new Intl.ListFormat(locale, { type: "unit", style: "short" }).format(
        itemsOf(stored).filter((item) => item !== ""),
      ),
  },
  phone: {
    ...formed("line", isPhone),
    keyboard: "tel",
    example: "+49 30 555010",
    display: (stored) => stored.replace(/^tel:/, ""),
  },
  url: { ...formed("line", isAddress), keyboard: "url", example: "https://example.com/page" },
  json: {
    ...plain,
    control: "lines",
    kind: "json",
    decode: (stored) => (parseJson(stored) === undefined ? null : stored),
    encode: compactJson,
  },
} as const satisfies Record<string, AttributeType>;

export type TypeName = keyof typeof attributeTypes;

function isTypeName(name: string): name is TypeName {
  return Object.hasOwn(attributeTypes, name);
}
export const typeNames: readonly TypeName[] = Object.keys(attributeTypes).filter(isTypeName);

export interface TypedRule extends Rule {
  readonly type: TypeName;
}

export function typeOf({ type }: { readonly type: TypeName }): AttributeType {
  return attributeTypes[type];
}

/** What a row shows of a stored text: the control's text, or the stored text itself, flagged, where it does not fit. */
export function shownValue(stored: string, rule: TypedRule): { text: string; fits: boolean } {
  const text = stored === "" ? "" : typeOf(rule).decode(stored, rule);
  return { text: text ?? stored, fits: text !== null };
}

/**
 * The text to be stored for what a person sees or typed. What was not touched comes back as it was, to the character; `null` where
 * it is not of the type.
 */
export function storedValue(shown: string, before: string, rule: TypedRule): string | null {
  if (shown === shownValue(before, rule).text) return before;
  return shown === "" ? "" : typeOf(rule).encode(shown, before, rule);
}

/** For reading, in the person's language (`undefined`: the browser's); what does not fit its type stands as it is. */
export function displayValue(stored: string, rule: TypedRule, locale?: string): string {
  return stored !== "" && shownValue(stored, rule).fits ? typeOf(rule).display(stored, locale) : stored;
}

import type { Attribute } from "../attribute.ts";
import { defaultTagsPolicy, stampNames } from "../tags-policy.ts";
import { splitTypedValue } from "../typed-value.ts";
import { isSecret } from "./masking.ts";
import { type Matcher, longestTried, readPattern } from "./pattern.ts";
import type { Role } from "../role.ts";
import type { AttributeRule, ShownPolicy } from "./schema.ts";
import { attributeTypes, shownValue } from "./types.ts";
import { itemsOf } from "./list-items.ts";
import type { ValueProblem } from "./value-problem.ts";

/** `hide`: the person does not even learn that it is there. */
export type Access = "edit" | "read" | "hide";

/** What a policy says of single attributes. Its patterns are made ready once. */
export interface Rules {
  /** What is listed, in the order on screen. */
  readonly names: readonly string[];
  /** `undefined`: it is not listed. */
  of(name: string): AttributeRule | undefined;
  /** What people call it. */
  labelOf(name: string): string;
  access(name: string, role: Role): Access;
  /** Of a stored text. */
  problemOf(name: string, value: string): ValueProblem | null;
  /** Is the value masked: by its rule, or by what it is? */
  isSensitive(name: string, value: string): boolean;
  /**
   * The JSON type in which a value is written where the dialect has one: the rule's, else the one that the server had. `answered`:
   * the one that a source gave, which counts for what is not listed.
   */
  kindOf(name: string, known: Attribute["kind"], answered?: Attribute["kind"] | null): Attribute["kind"];
}

/** So many texts are remembered as secret or not, and as many of before: what is published again and again is judged once. */
const mostJudged = 1_000;

function matcherOf(pattern: string): Matcher | undefined {
  const read = readPattern(pattern);
  return read.ok && pattern !== "" ? read.matches : undefined;
}

export function createRules({ attributes, unlisted, tags, mask }: ShownPolicy): Rules {
  const rules = new Map(attributes.map((rule) => [rule.name, { ...rule, matches: matcherOf(rule.pattern) }]));
  const masks = mask.flatMap((pattern) => matcherOf(pattern) ?? []);
  const tagged = new Set(tags ? [tags.attribute, tags.noteAttribute] : []);
  // Where nobody decided about tags, Calltag's own are offered: who is offered them can save them.
  const offered = tags ?? defaultTagsPolicy;
  const offeredNames = [offered.attribute, offered.noteAttribute];
  // Who tagged, and when, is written by Calltag itself.
  const stamps = new Set(tags?.stamp ? Object.values(stampNames(tags)) : []);

  let judged = new Map<string, boolean>();
  let judgedBefore = judged;

  function isKnownSecret(value: string): boolean {
    const known = judged.get(value);
    if (known !== undefined) return known;
    const isOne = judgedBefore.get(value) ?? isSecret(value, masks);
    // What nobody asked for meanwhile goes: an hour's events of a call bring thousands of values that are never seen again.
    if (judged.size >= mostJudged) {
      judgedBefore = judged;
      judged = new Map();
    }
    judged.set(value, isOne);
    return isOne;
  }

  return {
    names: [...rules.keys()],
    of: (name) => rules.get(name),
    labelOf(name) {
      const label = rules.get(name)?.label ?? "";
      return label === "" ? name : label;
    },
    access(name, role) {
      const rule = rules.get(name);
      if (offeredNames.includes(name) && offered.for.includes(role)) return "edit";
      if (rule) return rule.edit.includes(role) ? "edit" : "read";
      return (tagged.has(name) || stamps.has(name)) && unlisted === "edit" ? "read" : unlisted;
    },
    problemOf(name, stored) {
      const rule = rules.get(name);
      const value = splitTypedValue(name, stored).text;
      if (!rule) return null;
      if (value.trim() === "" && rule.required) return { reason: "required" };
      if (value === "") return null;
      const items = rule.type === "list" ? itemsOf(value) : [value];
      if (rule.values.length > 0 && !items.every((item) => rule.values.includes(item)))
        return { reason: "values", values: rule.values };
      if (!shownValue(value, rule).fits) return { reason: "type", type: rule.type };
      if (rule.maxLength > 0 && value.length > rule.maxLength) return { reason: "too-long", most: rule.maxLength };
      // What is too long to be tried as a whole cannot be said to match.
      return !rule.matches || (value.length <= longestTried && rule.matches(value)) ? null : { reason: "pattern" };
    },
    isSensitive(name, value) {
      // A pattern that begins with `^` means the value, not the type that Genesys puts in front of it.
      const { prefix, text } = splitTypedValue(name, value);
      return (rules.get(name)?.sensitive ?? false) || isKnownSecret(value) || (prefix !== "" && isKnownSecret(text));
    },
    kindOf(name, known, answered) {
      const rule = rules.get(name);
      return rule ? (attributeTypes[rule.type].kind ?? known) : (answered ?? known);
    },
  };
}

import * as z from "zod/mini";
import { dialectSchema } from "../dialect.ts";
import { languageCodes } from "../languages.ts";
import { roleSchema } from "../role.ts";
import { type PatternRefusal, readPattern } from "./pattern.ts";
import { typeNames } from "./types.ts";

/** Bounds that no organization needs to exceed, and that keep a damaged policy from filling the memory. */
const longName = 256;
const longText = 1_000;

function text(longest: number) {
  return z.string().check(z.minLength(1), z.maxLength(longest));
}
function whole(least: number, most: number) {
  return z.number().check(z.int(), z.gte(least), z.lte(most));
}

const name = text(longName);
/** Why a pattern is refused is said by the message of its issue. */
const pattern = z.string().check((context) => {
  const read = readPattern(context.value);
  if (!read.ok)
    context.issues.push({ code: "custom", input: context.value, message: read.why satisfies PatternRefusal });
});
/** `https` only; `{value}` stands where the encoded value goes. */
const link = z.string().check(
  z.maxLength(longText),
  z.refine((url) => url === "" || (/^https:\/\/[^{}]+(?:\{value\}|\/)/i.test(url) && URL.canParse(url)), "link"),
);
/** Tag values are joined by commas (product.md, "Policy"), and blanks at their ends would get lost. */
const tagValue = text(longName).check(z.refine((value) => !value.includes(",") && value.trim() === value, "comma"));
/** `{ani.e164}`, `{attribute:Name}` …; any other text in braces is a mistake (issue "Outside context", 1). */
const template = text(longText).check(
  z.refine(
    (input) => !/[{}]/.test(input.replace(/\{(?:ani\.e164|ani|dnis|queue|conversationId|attribute:[^{}]+)\}/g, "")),
    "placeholder",
  ),
);
/** `$.customer.id`, `$.items[0].name`; a backslash before a dot that belongs to a name. What has other forms leads nowhere. */
const path = text(longText).check(z.refine((json) => /^\$(?:\.(?:\\[^]|[^.[\]\\])+|\[\d+\])+$/.test(json), "path"));

/** Where a wrong value would take protection away, the stricter one is taken instead, not the default. */
const strictly = z.catch;

export const attributeSchema = z.object({
  name,
  /** `""`: the name. */
  label: z._default(z.string().check(z.maxLength(longName)), ""),
  group: z._default(z.string().check(z.maxLength(longName)), ""),
  help: z._default(z.string().check(z.maxLength(longText)), ""),
  type: z._default(z.enum(typeNames), "text"),
  values: z._default(z.array(z.string().check(z.maxLength(longText))), []),
  edit: strictly(z._default(z.array(roleSchema), ["agent", "supervisor"]), []),
  sensitive: strictly(z._default(z.boolean(), false), true),
  required: z._default(z.boolean(), false),
  pattern: z._default(pattern, ""),
  /** Characters; 0 = as many as fit. */
  maxLength: z._default(whole(0, 100_000), 0),
  link: z._default(link, ""),
});
export type AttributeRule = z.infer<typeof attributeSchema>;

const tagSchema = z.object({
  value: tagValue,
  /** `""`: the value. */
  label: z._default(z.string().check(z.maxLength(longName)), ""),
  tone: z._default(z.enum(["gray", "red", "orange", "yellow", "green", "blue", "purple"]), "gray"),
});

const tagsSchema = z.object({
  attribute: z._default(name, "calltag.tags"),
  noteAttribute: z._default(name, "calltag.note"),
  for: strictly(z._default(z.array(roleSchema), ["supervisor"]), []),
  stamp: z._default(z.boolean(), false),
  externalTag: z._default(z.boolean(), false),
  /** Not there: the set that Calltag brings. */
  values: z.optional(z.array(tagSchema)),
});

export const sourceSchema = z.object({
  name,
  kind: z.enum(["dataAction", "externalContacts"]),
  /** For a Data Action only. */
  actionId: z.optional(text(longName)),
  input: z._default(z.record(z.string(), template), {}),
  map: z._default(z.record(z.string(), path), {}),
  overwrite: z._default(z.array(name), []),
  when: z._default(z.enum(["alerting", "connected", "onDemand"]), "connected"),
  apply: z._default(z.enum(["ask", "auto"]), "ask"),
  timeoutSeconds: z._default(whole(1, 60), 15),
  link: z._default(link, ""),
});

/**
 * What an administrator decides: the shape of product.md, "Policy". What is not there is not decided; every default is the one that
 * docs/administrators.md names.
 */
export const policySchema = z.object({
  region: z.optional(text(longName)),
  clientId: z.optional(text(100)),
  dialect: z.optional(dialectSchema),
  language: z.optional(z.enum(languageCodes)),
  attributes: z._default(z.array(attributeSchema), []),
  unlisted: strictly(z._default(z.enum(["edit", "read", "hide"]), "edit"), "read"),
  tags: z.optional(tagsSchema),
  sources: z._default(z.array(sourceSchema), []),
  mask: z._default(z.array(pattern.check(z.minLength(1))), []),
  limits: z._default(z.object({ totalBytes: z.optional(whole(256, 10_000_000)) }), {}),
  history: z._default(z.object({ days: z.optional(whole(0, 365)) }), {}),
});
export type Policy = z.infer<typeof policySchema>;

/** What pages need of it. Sources are the background's own business. */
export const shownPolicySchema = z.omit(policySchema, { sources: true });
export type ShownPolicy = z.infer<typeof shownPolicySchema>;

/** Nothing is decided. */
export const noPolicy: Policy = policySchema.parse({});

/** One place of a policy that is wrong: where, what is wrong with it, and what was taken instead. */
export const findingSchema = z.object({
  /** `attributes[2].pattern`; `""`: the whole. */
  path: z.string(),
  problem: z.enum([
    "unknown-key",
    "missing",
    "type",
    "value",
    "range",
    "pattern",
    "link",
    "comma",
    "placeholder",
    "path",
    "duplicate",
    "too-many",
  ]),
  /** What is expected: a JSON type, the values that are allowed, bounds, or why a pattern is refused. */
  expected: z.string(),
  /** What holds instead, as JSON; `null`: it is left out. */
  instead: z.nullable(z.string()),
});
export type Finding = z.infer<typeof findingSchema>;

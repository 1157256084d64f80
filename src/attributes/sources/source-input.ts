import { e164Of } from "./caller-number.ts";

/** What a call gives to ask an outside system with. */
export interface CallFacts {
  readonly conversationId: string;
  readonly ani: string | null;
  readonly dnis: string | null;
  readonly queue: string | null;
  /** The caller's attribute of that name; `null` if there is none. */
  readonly attribute: (name: string) => string | null;
}

/** `missing`: the placeholders for which this call has nothing. */
export type FilledInput =
  | { readonly ok: true; readonly input: Readonly<Record<string, string>> }
  | { readonly ok: false; readonly missing: readonly string[] };

const placeholder = /\{(?<name>ani\.e164|ani|dnis|queue|conversationId|attribute:[^{}]+)\}/g;
const attributePrefix = "attribute:";

function factOf(name: string, facts: CallFacts): string | null {
  switch (name) {
    case "ani.e164":
      return e164Of(facts.ani);
    case "ani":
      return facts.ani;
    case "dnis":
      return facts.dnis;
    case "queue":
      return facts.queue;
    case "conversationId":
      return facts.conversationId;
    default:
      return facts.attribute(name.slice(attributePrefix.length));
  }
}

/** Puts a call's facts into the templates of a source's input (`{ "phone": "{ani.e164}" }`; product.md, "Policy"). */
export function fillInput(templates: Readonly<Record<string, string>>, facts: CallFacts): FilledInput {
  const missing = new Set<string>();
  const filled = Object.entries(templates).map(([field, template]): [string, string] => [
    field,
    template.replace(placeholder, (_, name: string) => {
      const fact = factOf(name, facts);
      if (fact === null || fact.trim() === "") missing.add(name);
      return fact ?? "";
    }),
  ]);
  return missing.size > 0 ? { ok: false, missing: [...missing] } : { ok: true, input: Object.fromEntries(filled) };
}

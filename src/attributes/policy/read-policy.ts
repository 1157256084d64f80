import * as z from "zod/mini";
import { attributeSchema, type Finding, noPolicy, type Policy, policySchema, sourceSchema } from "./schema.ts";

/** More findings nobody reads, and a longer list nobody makes. */
const mostFindings = 100;
const mostItems = 1_000;
const longestKey = 100;

type Wrong = Pick<Finding, "problem" | "expected">;
type Members = Record<string, unknown>;

function isObject(input: unknown): input is Readonly<Members> {
  return typeof input === "object" && input !== null && !Array.isArray(input);
}

function keyPath(path: string, key: string): string {
  const short = key.slice(0, longestKey);
  if (!/^[A-Za-z]\w*$/.test(short)) return `${path}[${JSON.stringify(short)}]`;
  return path === "" ? short : `${path}.${short}`;
}

/** What is wrong with a piece, from the first issue that its schema has with it. */
function describe(issue: z.core.$ZodIssue): Wrong {
  switch (issue.code) {
    case "invalid_type":
      return { problem: "type", expected: issue.expected === "int" ? "integer" : issue.expected };
    case "invalid_value":
      return { problem: "value", expected: issue.values.map(String).join(", ") };
    case "too_big":
      return { problem: "range", expected: `≤ ${issue.maximum.toString()}` };
    case "too_small":
      return { problem: "range", expected: `≥ ${issue.minimum.toString()}` };
    default:
      return describeOwn(issue.message);
  }
}

/** The checks of schema.ts name themselves in their message; the rest are reasons why a pattern is refused. */
function describeOwn(message: string): Wrong {
  switch (message) {
    case "link":
    case "comma":
    case "placeholder":
    case "path":
      return { problem: message, expected: "" };
    default:
      return { problem: "pattern", expected: message };
  }
}

/** Two items of a list that say the same thing: rules by their name, tags by their value, texts by themselves. */
function identity(item: unknown): unknown {
  return isObject(item) ? (item.name ?? item.value) : item;
}

const refused = Symbol("refused");

/**
 * Reads a policy piece by piece: whatever is wrong is named and left out, or something else taken; the rest applies (product.md,
 * "Policy"). Follows the schema, not the input: what is deep or goes in circles is not followed. Never throws. `regions`: the
 * domains that there are.
 */
export function readPolicy(input: unknown, regions: readonly string[]): { policy: Policy; findings: Finding[] } {
  const findings: Finding[] = [];

  function find(path: string, wrong: Wrong, instead?: unknown): typeof refused {
    if (findings.length < mostFindings)
      findings.push({ path, ...wrong, instead: instead === undefined ? null : JSON.stringify(instead) });
    return refused;
  }

  /** `instead`: what is taken where the piece is wrong; without it, the piece is refused. */
  function read(schema: z.core.$ZodType, piece: unknown, path: string, instead?: unknown): unknown {
    const orElse = (wrong: Wrong): unknown => {
      find(path, wrong, instead);
      return instead ?? refused;
    };
    if (schema instanceof z.ZodMiniCatch) {
      const stricter: unknown = z.parse(schema, refused);
      return read(schema.def.innerType, piece, path, stricter);
    }
    if (schema instanceof z.ZodMiniDefault)
      return read(schema.def.innerType, piece, path, instead ?? schema.def.defaultValue);
    if (schema instanceof z.ZodMiniOptional) return read(schema.def.innerType, piece, path);
    if (schema instanceof z.ZodMiniObject)
      return isObject(piece) ? readObject(schema, piece, path) : orElse({ problem: "type", expected: "object" });
    if (schema instanceof z.ZodMiniRecord)
      return isObject(piece) ? readRecord(schema, piece, path) : orElse({ problem: "type", expected: "object" });
    if (schema instanceof z.ZodMiniArray)
      return Array.isArray(piece) ? readArray(schema, piece, path) : orElse({ problem: "type", expected: "array" });
    const parsed = z.safeParse(schema, piece);
    const issue = parsed.error?.issues[0];
    return issue ? orElse(describe(issue)) : parsed.data;
  }

  function readObject(schema: z.ZodMiniObject, piece: Readonly<Members>, path: string): Members | typeof refused {
    const kept: Members = {};
    let isWhole = true;
    for (const [key, part] of Object.entries(schema.shape)) {
      const inside = keyPath(path, key);
      const isThere = Object.hasOwn(piece, key) && piece[key] !== undefined;
      const value = isThere ? read(part, piece[key], inside) : undefined;
      const mayLack = part instanceof z.ZodMiniOptional;
      if (value === refused) isWhole &&= mayLack;
      else if (isThere) kept[key] = value;
      else if (!z.safeParse(part, undefined).success) {
        find(inside, { problem: "missing", expected: "" });
        isWhole = false;
      }
    }
    for (const key of Object.keys(piece))
      if (!Object.hasOwn(schema.shape, key)) find(keyPath(path, key), { problem: "unknown-key", expected: "" });
    return isWhole ? judge(schema, kept, path) : refused;
  }

  /** What no single piece can tell. */
  function judge(schema: z.ZodMiniObject, kept: Members, path: string): Members | typeof refused {
    if (schema === attributeSchema && kept.type === "enum" && !(Array.isArray(kept.values) && kept.values.length > 0)) {
      find(keyPath(path, "values"), { problem: "missing", expected: "" }, { type: "text" });
      kept.type = "text";
    }
    if (schema === sourceSchema && kept.kind === "dataAction" && kept.actionId === undefined)
      return find(keyPath(path, "actionId"), { problem: "missing", expected: "" });
    if (schema === policySchema && typeof kept.region === "string" && !regions.includes(kept.region)) {
      find("region", { problem: "value", expected: regions.join(", ") });
      delete kept.region;
    }
    return kept;
  }

  function readArray(schema: z.ZodMiniArray, piece: readonly unknown[], path: string): unknown[] {
    if (piece.length > mostItems) find(path, { problem: "too-many", expected: `≤ ${mostItems.toString()}` });
    const kept = new Map<unknown, unknown>();
    for (let index = 0; index < Math.min(piece.length, mostItems); index += 1) {
      const inside = `${path}[${index.toString()}]`;
      const value = read(schema.def.element, piece[index], inside);
      if (value === refused) continue;
      if (kept.has(identity(value))) find(inside, { problem: "duplicate", expected: "" });
      else kept.set(identity(value), value);
    }
    return [...kept.values()];
  }

  function readRecord(schema: z.ZodMiniRecord, piece: Readonly<Members>, path: string): Members {
    const kept: Members = {};
    for (const key of Object.keys(piece).slice(0, mostItems)) {
      const inside = keyPath(path, key);
      // zod drops it without a word, and an assignment would change the prototype.
      const value =
        key === "__proto__"
          ? find(inside, { problem: "unknown-key", expected: "" })
          : read(schema.def.valueType, piece[key], inside);
      if (value !== refused) kept[key] = value;
    }
    return kept;
  }

  try {
    const parsed = policySchema.safeParse(read(policySchema, input, "", noPolicy));
    if (parsed.success) return { policy: parsed.data, findings };
  } catch {
    // A getter or proxy of a hostile caller: nothing that storage or JSON can hold.
  }
  return { policy: noPolicy, findings: [{ path: "", problem: "type", expected: "object", instead: null }] };
}

import fc from "fast-check";

/** Policies as administrators write them: every key, every value right. */
const attribute = fc.record(
  {
    name: fc.string({ minLength: 1, maxLength: 20 }),
    label: fc.string({ maxLength: 20 }),
    group: fc.string({ maxLength: 20 }),
    help: fc.string({ maxLength: 20 }),
    type: fc.constantFrom("text", "number", "boolean", "date", "list", "json"),
    values: fc.uniqueArray(fc.string({ maxLength: 5 }), { maxLength: 4 }),
    edit: fc.subarray(["agent", "supervisor"]),
    sensitive: fc.boolean(),
    required: fc.boolean(),
    pattern: fc.constantFrom("", "^\\d+$", "^[A-Z]{2}\\d{4}$", "gold|silver"),
    maxLength: fc.integer({ min: 0, max: 100 }),
    link: fc.constantFrom("", "https://crm.example/c/{value}"),
  },
  { requiredKeys: ["name"] },
);
const tag = fc.record(
  { value: fc.constantFrom("legal", "callback", "vip"), label: fc.string({ maxLength: 9 }), tone: fc.constant("red") },
  { requiredKeys: ["value"] },
);
const source = fc.record(
  {
    name: fc.string({ minLength: 1, maxLength: 20 }),
    kind: fc.constantFrom("dataAction", "externalContacts"),
    actionId: fc.uuid(),
    input: fc.constant({ phone: "{ani.e164}", tier: "x {attribute:Tier}" }),
    map: fc.constant({ Tier: "$.customer.tier" }),
    overwrite: fc.constant(["Tier"]),
    when: fc.constantFrom("alerting", "connected", "onDemand"),
    apply: fc.constantFrom("ask", "auto"),
    timeoutSeconds: fc.integer({ min: 1, max: 60 }),
    link: fc.constant("https://crm.example/{value}"),
  },
  { requiredKeys: ["name", "kind", "actionId"] },
);
export const validPolicy = fc.record(
  {
    region: fc.constantFrom("mypurecloud.de", "mypurecloud.com"),
    clientId: fc.uuid(),
    dialect: fc.constantFrom("conversations", "interactions"),
    attributes: fc.uniqueArray(attribute, { selector: ({ name }) => name, maxLength: 5 }),
    unlisted: fc.constantFrom("edit", "read", "hide"),
    tags: fc.record(
      { for: fc.subarray(["agent", "supervisor"]), values: fc.uniqueArray(tag, { selector: ({ value }) => value }) },
      { requiredKeys: [] },
    ),
    sources: fc.uniqueArray(source, { selector: ({ name }) => name, maxLength: 3 }),
    mask: fc.subarray(["^\\d{3}-\\d{2}-\\d{4}$", "secret", "[A-Z]+\\d+"]),
    limits: fc.record({ totalBytes: fc.integer({ min: 256, max: 100_000 }) }, { requiredKeys: [] }),
    history: fc.record({ days: fc.integer({ min: 0, max: 365 }) }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);

const catastrophic = fc.constantFrom(
  "(a+)+$",
  "(a|a)*b",
  "(a?){40}a{40}",
  "^(([a-z])+.)+[A-Z]([a-z])+$",
  "(.*)*x",
  "(?=a)a",
  "(a)\\1",
  "(",
  "a".repeat(300),
);
const cyclic: Record<string, unknown> = { name: "C" };
cyclic.self = cyclic;
cyclic.attributes = [cyclic];
let nest: unknown = "x";
for (let depth = 0; depth < 5_000; depth += 1) nest = { attributes: [nest] };
const hostileProto: unknown = JSON.parse(
  '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
);

/** What no administrator means. */
export const junk = fc.oneof(
  fc.anything({ withNullPrototype: true, withSparseArray: true, withBigInt: true, withDate: true, withMap: true }),
  catastrophic,
  fc.constantFrom<unknown[]>(null, undefined, "x".repeat(50_000), Number.NaN, -1, 1.5, hostileProto, cyclic, nest, [
    nest,
  ]),
  fc.constant(Array.from({ length: 20_000 }, () => "many")),
);

type Path = (string | number)[];

function isNode(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function placesOf(value: unknown, path: Path = []): Path[] {
  if (!isNode(value)) return [path];
  return [path, ...Object.keys(value).flatMap((key) => placesOf(value[key], [...path, key]))];
}

/** A copy with another value at one place. */
function withAt(value: unknown, [key, ...rest]: Path, fresh: unknown): unknown {
  if (key === undefined || !isNode(value)) return fresh;
  const inner = withAt(value[key], rest, fresh);
  if (Array.isArray(value)) return value.map((item: unknown, index) => (index === Number(key) ? inner : item));
  return { ...value, [key]: inner };
}

export interface Damaged {
  readonly valid: Record<string, unknown>;
  /** The same, with junk at one place. */
  readonly policy: unknown;
  /** The top-level key in which the junk stands; `undefined`: it took the place of everything. */
  readonly damagedKey: string | undefined;
}

/** A valid policy with junk at one place anywhere in it. */
export const damagedPolicy: fc.Arbitrary<Damaged> = fc
  .tuple(validPolicy, junk, fc.nat())
  .map(([valid, fresh, choice]) => {
    const places = placesOf(valid);
    const place = places[choice % places.length] ?? [];
    return { valid, policy: withAt(valid, place, fresh), damagedKey: place[0]?.toString() };
  });

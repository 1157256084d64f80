import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPattern } from "../../../../src/attributes/policy/pattern.ts";
import { readPolicy } from "../../../../src/attributes/policy/read-policy.ts";
import { createRules } from "../../../../src/attributes/policy/rules.ts";
import { noPolicy, type Policy, policySchema } from "../../../../src/attributes/policy/schema.ts";
import { regionDomains } from "../../../../src/genesys/regions.ts";
import { damagedPolicy, junk, validPolicy } from "./random-policy.ts";

const read = (input: unknown) => readPolicy(input, regionDomains);

/** `path: problem → instead`, one each. */
function said(input: unknown): string[] {
  return read(input).findings.map(({ path, problem, expected, instead }) =>
    [`${path}: ${problem}`, ...(expected === "" ? [] : [`(${expected})`]), "→", instead ?? "left out"].join(" "),
  );
}

/** What product.md, "Policy", shows. */
const documented = {
  region: "mypurecloud.de",
  clientId: "1b4c8f2a-90d7-4e35-a6c1-7f02d9e8b3a4",
  dialect: "conversations",
  attributes: [
    {
      name: "Tier",
      label: "Loyalty tier",
      group: "Customer",
      help: "From the CRM",
      type: "enum",
      values: ["bronze", "silver", "gold"],
      edit: ["agent", "supervisor"],
      sensitive: false,
      required: false,
      pattern: "",
      maxLength: 0,
      link: "https://crm.example/c/{value}",
    },
  ],
  unlisted: "edit",
  tags: {
    attribute: "calltag.tags",
    noteAttribute: "calltag.note",
    for: ["supervisor"],
    stamp: false,
    externalTag: false,
    values: [{ value: "legal", label: "Legal review", tone: "red" }],
  },
  sources: [
    {
      name: "CRM",
      kind: "dataAction",
      actionId: "custom_-_1",
      input: { phone: "{ani.e164}" },
      map: { crm_customer_id: "$.customer.id" },
      overwrite: ["Tier"],
      when: "connected",
      apply: "ask",
      timeoutSeconds: 15,
      link: "https://crm.example/{value}",
    },
  ],
  mask: ["^\\d{3}-\\d{2}-\\d{4}$"],
  limits: { totalBytes: 10240 },
  history: { days: 7 },
};

describe("A policy", () => {
  it("as documented is read as it stands", () => {
    expect(read(documented)).toEqual({ policy: documented, findings: [] });
  });

  it("without anything decides nothing", () => {
    expect(read({})).toEqual({ policy: noPolicy, findings: [] });
    expect(noPolicy).toMatchObject({
      attributes: [],
      unlisted: "edit",
      sources: [],
      mask: [],
      limits: {},
      history: {},
    });
    expect(noPolicy.region ?? noPolicy.clientId ?? noPolicy.dialect ?? noPolicy.tags).toBeUndefined();
  });

  it("fills in what an attribute, a tag or a source leaves open", () => {
    const { policy } = read({
      attributes: [{ name: "A" }],
      tags: { values: [{ value: "legal" }] },
      sources: [{ name: "Contacts", kind: "externalContacts" }],
    });
    expect(policy.attributes[0]).toMatchObject({
      label: "",
      type: "text",
      edit: ["agent", "supervisor"],
      maxLength: 0,
    });
    expect(policy.tags).toMatchObject({ attribute: "calltag.tags", for: ["supervisor"], values: [{ tone: "gray" }] });
    expect(policy.sources[0]).toMatchObject({ input: {}, when: "connected", apply: "ask", timeoutSeconds: 15 });
  });

  it("that is wrong at one place says what, where, and what holds instead", () => {
    const tier = { name: "Tier", type: "enum", values: ["gold"] };
    expect(said("nonsense")[0]).toMatch(/^: type \(object\) → \{/);
    expect(said({ region: "mypurecloud.xx" })[0]).toMatch(/^region: value \(mypurecloud.com, .*\) → left out$/);
    expect(said({ clientId: 5 })).toEqual(["clientId: type (string) → left out"]);
    expect(said({ colour: "red" })).toEqual(["colour: unknown-key → left out"]);
    expect(said({ dialect: "soap" })).toEqual(["dialect: value (conversations, interactions) → left out"]);
    expect(said({ attributes: {} })).toEqual(["attributes: type (array) → []"]);
    expect(said({ attributes: [{ label: "x" }, 5] })).toEqual([
      "attributes[0].name: missing → left out",
      "attributes[1]: type (object) → left out",
    ]);
    expect(said({ attributes: [{ ...tier, type: "colour" }] })).toEqual([
      'attributes[0].type: value (text, multiline, number, boolean, date, datetime, enum, list, phone, url, json) → "text"',
    ]);
    expect(said({ attributes: [{ ...tier, values: undefined }] })).toEqual([
      'attributes[0].values: missing → {"type":"text"}',
    ]);
    expect(said({ attributes: [tier, tier] })).toEqual(["attributes[1]: duplicate → left out"]);
    expect(said({ attributes: [{ ...tier, maxLength: 1.5, "help me": "" }] })).toEqual([
      "attributes[0].maxLength: type (integer) → 0",
      'attributes[0]["help me"]: unknown-key → left out',
    ]);
    expect(said({ attributes: [{ ...tier, pattern: "(a+)+" }] })).toEqual([
      'attributes[0].pattern: pattern (too-many-repeats) → ""',
    ]);
    expect(said({ attributes: [{ ...tier, link: "http://crm.example/{value}" }] })).toEqual([
      'attributes[0].link: link → ""',
    ]);
    expect(said({ attributes: [{ ...tier, link: "https://{value}.example/" }] })).toEqual([
      'attributes[0].link: link → ""',
    ]);
    expect(said({ tags: { values: [{ value: "a,b" }, { value: " a" }, { value: "c", tone: "loud" }] } })).toEqual([
      "tags.values[0].value: comma → left out",
      "tags.values[1].value: comma → left out",
      'tags.values[2].tone: value (gray, red, orange, yellow, green, blue, purple) → "gray"',
    ]);
    expect(
      said({
        sources: [
          { name: "CRM", kind: "dataAction" },
          { name: "X", kind: "ftp" },
        ],
      }),
    ).toEqual([
      "sources[0].actionId: missing → left out",
      "sources[1].kind: value (dataAction, externalContacts) → left out",
    ]);
    const contacts = { name: "C", kind: "externalContacts" };
    expect(
      said({ sources: [{ ...contacts, input: { a: "{secret}", b: "{ani}" }, map: { c: "customer.id" } }] }),
    ).toEqual(["sources[0].input.a: placeholder → left out", "sources[0].map.c: path → left out"]);
    expect(said({ sources: [{ ...contacts, timeoutSeconds: 600 }] })).toEqual([
      "sources[0].timeoutSeconds: range (≤ 60) → 15",
    ]);
    expect(said({ mask: ["a*b*c*", "ok"] })).toEqual(["mask[0]: pattern (too-many-repeats) → left out"]);
    expect(said({ limits: { totalBytes: 3 } })).toEqual(["limits.totalBytes: range (≥ 256) → left out"]);
    expect(said({ history: { days: "7" } })).toEqual(["history.days: type (number) → left out"]);
  });

  it("names every path into an answer that leads nowhere", () => {
    const paths = ["$.customer.id", "$.a[0].b", "$[0]", "$.customer id", "$.v\\.1"];
    const wrong = ["customer", "$", "$.", "$..id", "$.items[*]", '$["customer id"]', "$.a[0", "$[?(@.a)]"];
    const map = Object.fromEntries([...paths, ...wrong].map((path) => [path, path]));
    const { policy } = read({ sources: [{ name: "CRM", kind: "externalContacts", map }] });
    expect(Object.values(policy.sources[0]?.map ?? {})).toEqual(paths);
  });

  it("never takes protection away by a mistake: the stricter holds", () => {
    const { policy, findings } = read({
      attributes: [
        { name: "A", edit: "none", sensitive: "yes" },
        { name: "B", edit: ["supervisors"] },
      ],
      unlisted: "hidden",
      tags: { for: "everybody" },
    });
    expect(policy.attributes).toMatchObject([{ edit: [], sensitive: true }, { edit: [] }]);
    expect(policy.unlisted).toBe("read");
    expect(policy.tags?.for).toEqual([]);
    expect(findings.map(({ path, instead }) => `${path} ${instead ?? ""}`)).toEqual([
      "attributes[0].edit []",
      "attributes[0].sensitive true",
      "attributes[1].edit[0] ",
      'unlisted "read"',
      "tags.for []",
    ]);
  });

  it("may name attributes as objects name their own parts", () => {
    const names = ["__proto__", "constructor", "toString"];
    const { policy, findings } = read({ attributes: names.map((name) => ({ name, edit: [] })) });
    expect(findings).toEqual([]);
    const rules = createRules(policy);
    for (const name of names) expect(rules.access(name, "agent")).toBe("read");
    expect(rules.access("valueOf", "agent")).toBe("edit");
  });

  it("is not longer than anybody needs, and neither is what is said of it", () => {
    const many = Array.from({ length: 5_000 }, (_, index) => ({ name: `A${index}`, colour: "red" }));
    const { policy, findings } = read({ attributes: many });
    expect(policy.attributes).toHaveLength(1_000);
    expect(findings).toHaveLength(100);
    expect(findings[0]).toMatchObject({ path: "attributes", problem: "too-many" });
  });

  it("with a getter that throws is none", () => {
    const hostile = Object.defineProperty({}, "region", {
      enumerable: true,
      get() {
        throw new Error("hostile");
      },
    });
    expect(read(hostile)).toMatchObject({ policy: noPolicy, findings: [{ path: "" }] });
  });
});

/** Every pattern in it is of the allowed form, and the whole is what the pages may be sent. */
function expectSound(policy: Policy): void {
  for (const pattern of [...policy.mask, ...policy.attributes.map((rule) => rule.pattern)])
    if (!readPattern(pattern).ok) throw new Error(`a pattern slipped through: ${pattern}`);
  if (!policySchema.safeParse(JSON.parse(JSON.stringify(policy))).success) throw new Error("cannot be published");
  if (Object.hasOwn(Object.prototype, "polluted") || "polluted" in policy) throw new Error("polluted");
}

describe("10,000 random policies", () => {
  it("that are valid are read without a finding, and apply whole", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(validPolicy, (valid) => {
        const { policy, findings } = read(valid);
        expect(findings).toEqual([]);
        expect(policy).toEqual(policySchema.parse(valid));
        expectSound(policy);
      }),
      { numRuns: 2_000 },
    );
  });

  it("that are damaged at one place apply everywhere else", { timeout: 60_000 }, () => {
    let named = 0;
    fc.assert(
      fc.property(damagedPolicy, ({ valid, policy: input, damagedKey }) => {
        const { policy, findings } = read(input);
        expectSound(policy);
        if (findings.length > 0) named += 1;
        if (damagedKey === undefined) return;
        const whole = policySchema.parse(valid);
        for (const key of ["attributes", "unlisted", "tags", "sources", "mask", "limits", "history"] as const)
          if (key !== damagedKey) expect(policy[key]).toEqual(whole[key]);
        expect(findings.every(({ path }) => path === damagedKey || /^[.[]/.test(path.slice(damagedKey.length)))).toBe(
          true,
        );
      }),
      { numRuns: 5_000 },
    );
    expect(named).toBeGreaterThan(3_000);
  });

  it("that are nothing but junk throw nothing", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(
        fc.oneof(junk, fc.dictionary(fc.constantFrom(...Object.keys(documented), "__proto__"), junk)),
        (input) => {
          const { policy } = read(input);
          expectSound(policy);
          const rules = createRules(policy);
          for (const name of ["A", "__proto__"]) {
            rules.access(name, "agent");
            rules.problemOf(name, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!");
            rules.isSensitive(name, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!");
          }
        },
      ),
      { numRuns: 3_000 },
    );
  });
});

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { readPolicy } from "../../src/attributes/policy/read-policy.ts";
import { typeNames } from "../../src/attributes/policy/types.ts";
import { policySchema } from "../../src/attributes/policy/schema.ts";
import { regionDomains } from "../../src/genesys/regions.ts";
import { chromeId, geckoId, redirectUris } from "../browsers/extension-ids.ts";
import { blocks, policyInJson, profilePayload, registryValues } from "./documented-policies.ts";

const document = readFileSync("docs/administrators.md", "utf8");

interface Row {
  readonly key: string;
  readonly fallback: string;
  readonly example: string;
}

/** The rows of every table that explains keys of the policy. */
const rows = document
  .split("\n\n")
  .filter((block) => block.startsWith("| key | type | default | example | when it is wrong |"))
  .flatMap((table) => table.trim().split("\n").slice(2))
  .map((line): Row => {
    const [key = "", , fallback = "", example = "", wrong = ""] = line.slice(2, -2).split(" | ");
    expect(wrong.trim(), `${key}: what happens when it is wrong`).not.toBe("");
    return { key: key.replaceAll("`", ""), fallback, example };
  });

interface Key {
  readonly key: string;
  /** As JSON; `undefined` where there is none. */
  readonly fallback: string | undefined;
  readonly isRequired: boolean;
}

/** Every key that the schema knows, in its order: `attributes`, `attributes[].name` … */
function keysOf(schema: z.core.$ZodType, path = ""): Key[] {
  if (schema instanceof z.ZodMiniCatch || schema instanceof z.ZodMiniDefault || schema instanceof z.ZodMiniOptional)
    return keysOf(schema.def.innerType, path);
  if (schema instanceof z.ZodMiniArray) return keysOf(schema.def.element, `${path}[]`);
  if (!(schema instanceof z.ZodMiniObject)) return [];
  return Object.entries(schema.shape).flatMap(([name, part]) => {
    const key = path === "" ? name : `${path}.${name}`;
    const inner: unknown = part instanceof z.ZodMiniCatch ? part.def.innerType : part;
    const fallback = inner instanceof z.ZodMiniDefault ? JSON.stringify(inner.def.defaultValue) : undefined;
    const isRequired = !z.safeParse(part, undefined).success;
    return [{ key, fallback, isRequired }, ...keysOf(part, key)];
  });
}

/** What an item needs besides the key that is tried. */
const companions: Readonly<Record<string, object>> = {
  attributes: { name: "Example", values: ["gold"] },
  sources: { name: "Example", kind: "dataAction", actionId: "custom_-_example" },
  values: { value: "example" },
};

/** A policy that says this of one key: `attributes[].type`. */
function policyWith([first = "", ...rest]: readonly string[], value: unknown): Record<string, unknown> {
  const name = first.replace("[]", "");
  const inner = rest.length === 0 ? value : policyWith(rest, value);
  const part = first === name ? inner : [{ ...companions[name], ...z.record(z.string(), z.unknown()).parse(inner) }];
  return { [name]: part };
}

function findingsOf(policy: unknown): unknown[] {
  return readPolicy(policy, regionDomains).findings;
}

const chromeKey = `HKEY_LOCAL_MACHINE\\Software\\Policies\\Google\\Chrome`;
const settings = z.object({ installation_mode: z.literal("force_installed") });

describe("The administrators' reference of the policy", () => {
  it("explains every key of the schema, and no other", () => {
    expect(rows.map(({ key }) => key).sort()).toEqual(
      keysOf(policySchema)
        .map(({ key }) => key)
        .sort(),
    );
  });

  it.each(keysOf(policySchema))("names the default of $key", ({ key, fallback, isRequired }) => {
    const written = rows.find((row) => row.key === key)?.fallback ?? "";
    if (fallback !== undefined) expect(written).toBe(`\`${fallback}\``);
    else expect(written).toMatch(isRequired ? /^required/ : /^(?:not decided|required for)/);
  });

  it("names every type of attribute", () => {
    const line = document.split("\n").find((other) => other.startsWith("| `attributes[].type` |")) ?? "";
    expect(typeNames.filter((type) => !line.includes(`\`${type}\``))).toEqual([]);
  });

  it.each(rows)("gives an example of $key in which nothing is wrong", ({ key, example }) => {
    const value: unknown = JSON.parse(example.replace(/^`|`$/g, ""));
    expect(findingsOf(policyWith(key.split("."), value))).toEqual([]);
  });

  it("would name an example that is wrong", () => {
    expect(findingsOf(policyWith(["attributes[]", "maxLength"], "40"))).toHaveLength(1);
    expect(findingsOf(policyWith(["tags", "values[]", "tone"], "pink"))).toHaveLength(1);
  });
});

describe("The administrators' examples", () => {
  const policies = blocks(document, "json").map(policyInJson);

  it("are policies in which nothing is wrong, in the form that each roll-out needs", () => {
    expect(policies).toHaveLength(4);
    for (const policy of policies) {
      expect(policy).toMatchObject({ region: "mypurecloud.de", unlisted: "read" });
      expect(findingsOf(policy)).toEqual([]);
    }
  });

  it("hold for the Windows registry", () => {
    const [reg = ""] = blocks(document, "reg");
    const policy = registryValues(reg, `${chromeKey}\\3rdparty\\extensions\\${chromeId}\\policy`);
    expect(policy).toMatchObject({ attributes: [{ name: "Tier" }], history: { days: 7 } });
    expect(findingsOf(policy)).toEqual([]);
    const { ExtensionSettings } = registryValues(reg, chromeKey);
    expect(z.record(z.literal(chromeId), settings).safeParse(ExtensionSettings).success).toBe(true);
  });

  it("hold for a profile of macOS", () => {
    const xml = blocks(document, "xml").find((block) => block.includes("<plist")) ?? "";
    const policy = profilePayload(xml, `com.google.Chrome.extensions.${chromeId}`);
    expect(policy).toMatchObject({ attributes: [{ name: "Tier", edit: ["supervisor"], sensitive: false }] });
    expect(findingsOf(policy)).toEqual([]);
    const { ExtensionSettings } = profilePayload(xml, "com.google.Chrome");
    expect(z.record(z.literal(chromeId), settings).safeParse(ExtensionSettings).success).toBe(true);
  });

  it("hold for Firefox in the Windows registry", () => {
    const [script = ""] = blocks(document, "powershell");
    expect(script).toContain(`"HKLM:\\Software\\Policies\\Mozilla\\Firefox\\3rdparty\\Extensions"`);
    expect(script).toContain(`-Name "${geckoId}" -PropertyType MultiString`);
    const policy: unknown = JSON.parse(/-Value '(?<json>[^']+)'/.exec(script)?.groups?.json ?? "");
    expect(policy).toMatchObject({ region: "mypurecloud.de" });
    expect(findingsOf(policy)).toEqual([]);
  });

  it("name the real ids, redirect addresses and regions", () => {
    for (const real of [chromeId, geckoId, ...Object.values(redirectUris), ...regionDomains])
      expect(document).toContain(`\`${real}\``);
    expect(new Set(document.match(/\b[a-p]{32}\b/g))).toEqual(new Set([chromeId]));
  });
});

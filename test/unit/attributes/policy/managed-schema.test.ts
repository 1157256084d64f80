import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { readPolicy } from "../../../../src/attributes/policy/read-policy.ts";
import { policySchema } from "../../../../src/attributes/policy/schema.ts";
import { regionDomains } from "../../../../src/genesys/regions.ts";

interface ManagedSchema {
  type: string;
  properties?: Record<string, ManagedSchema>;
  items?: ManagedSchema;
  additionalProperties?: ManagedSchema;
}

const managed = JSON.parse(readFileSync("public/managed-schema.json", "utf8")) as ManagedSchema & { $schema?: string };
delete managed.$schema;

/** The schema that Chrome needs for a zod schema: JSON types and nothing else. */
function wanted(schema: z.core.$ZodType): ManagedSchema {
  if (schema instanceof z.ZodMiniCatch || schema instanceof z.ZodMiniDefault || schema instanceof z.ZodMiniOptional)
    return wanted(schema.def.innerType);
  if (schema instanceof z.ZodMiniObject)
    return {
      type: "object",
      properties: Object.fromEntries(Object.entries(schema.shape).map(([key, part]) => [key, wanted(part)])),
    };
  if (schema instanceof z.ZodMiniRecord) return { type: "object", additionalProperties: wanted(schema.def.valueType) };
  if (schema instanceof z.ZodMiniArray) return { type: "array", items: wanted(schema.def.element) };
  if (schema instanceof z.ZodMiniBoolean) return { type: "boolean" };
  return { type: schema instanceof z.ZodMiniNumber ? "number" : "string" };
}

function isTaken(value: unknown, schema: ManagedSchema): boolean {
  if (schema.type === "array")
    return Array.isArray(value) && value.every((item) => schema.items && isTaken(item, schema.items));
  if (schema.type !== "object") return typeof value === schema.type;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.entries(value).every(([key, part]) => {
    const inner = schema.properties?.[key] ?? schema.additionalProperties;
    return inner === undefined || isTaken(part, inner);
  });
}

/** What Chrome lets through: a top-level key goes whole for one value of another type (engineering.md). */
function arriving(policy: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(policy).filter(([key, value]) => {
      const schema = managed.properties?.[key];
      return schema !== undefined && isTaken(value, schema);
    }),
  );
}

describe("The schema for Chrome", () => {
  it("names the same keys as the schema that judges, with their JSON types, and says no more", () => {
    expect(managed).toEqual(wanted(policySchema));
  });

  it("lets a wrong choice and an unknown type through, so that they can be named", () => {
    const policy = arriving({
      dialect: "soap",
      unlisted: "hidden",
      attributes: [{ name: "Tier", type: "colour", maxLength: 1.5 }],
      sources: [{ name: "X", kind: "ftp", input: { phone: "{secret}" }, map: { a: "b" } }],
      limits: { totalBytes: -1 },
    });
    expect(readPolicy(policy, regionDomains).findings.map(({ path }) => path)).toEqual([
      "dialect",
      "attributes[0].type",
      "attributes[0].maxLength",
      "unlisted",
      "sources[0].kind",
      "sources[0].input.phone",
      "sources[0].map.a",
      "limits.totalBytes",
    ]);
  });

  it("loses a whole key for one value of another JSON type, which the rest survives", () => {
    expect(arriving({ unlisted: "hide", attributes: [{ name: 5 }] })).toEqual({ unlisted: "hide" });
  });
});

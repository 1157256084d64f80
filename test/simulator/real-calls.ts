import { readFileSync } from "node:fs";
import * as z from "zod/mini";

const fileSchema = z.object({
  calls: z.array(z.array(z.object({ purpose: z.string(), attributes: z.record(z.string(), z.string()) }))),
});

/** Attributes of one real call by purpose of the leg ("user" in the export is the agent's). */
export interface RealCall {
  customer: Record<string, string>;
  acd: Record<string, string>;
  agent: Record<string, string>;
}

function read(): RealCall[] {
  const text = readFileSync(new URL("../fixtures/real-attributes.json", import.meta.url), "utf8");
  return fileSchema.parse(JSON.parse(text)).calls.map((legs) => {
    const of = (purpose: string): Record<string, string> =>
      Object.fromEntries(
        legs.filter((leg) => leg.purpose === purpose).flatMap((leg) => Object.entries(leg.attributes)),
      );
    return { customer: of("customer"), acd: of("acd"), agent: of("user") };
  });
}

/** The calls of `test/fixtures/real-attributes.json`: 54, 42 and 61 attributes on the caller. */
export const realCalls: readonly RealCall[] = read();

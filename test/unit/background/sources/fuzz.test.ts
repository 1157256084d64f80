import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSourcePlace, crm, type SourcePlace } from "./source-place.ts";

/** Random answers in each dialect; so many stand side by side in what one request is answered with, each with paths of its own. */
const runs = 5_000;
const together = 50;

const word = fc.constantFrom("customer", "id", "tier", "__proto__", "constructor", "toString", "length", "0", "");
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.constantFrom("\ud83d", "<img src=x onerror=alert(1)>", "=1+1", "null", " ", "x".repeat(200)),
);

/** JSON as other systems write it: names that the maps look for, names that are dangerous, long numbers, cut characters. */
const { json } = fc.letrec<{ json: string }>((tie) => {
  const object = (members: readonly (readonly [string, string])[]): string =>
    `{${members.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(",")}}`;
  return {
    json: fc.oneof(
      { maxDepth: 3, depthSize: "small" },
      text.map((value) => JSON.stringify(value)),
      fc.constantFrom("null", "true", "false", "0", "-0", "1e400", "12500.00", "9007199254740993", "{}", "[]"),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
      fc.array(fc.tuple(fc.oneof(word, text), tie("json")), { maxLength: 4 }).map(object),
      fc.array(tie("json"), { maxLength: 3 }).map((items) => `[${items.join(",")}]`),
      fc.tuple(tie("json"), tie("json")).map(([id, tier]) => `{"customer":{"id":${id}},"tier":${tier}}`),
    ),
  };
});

const map: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from({ length: together }, (_, index): [string, string][] => [
    [`Id ${index.toString()}`, `$.answers[${index.toString()}].customer.id`],
    [`Tier ${index.toString()}`, `$.answers[${index.toString()}].tier`],
  ]).flat(),
);

async function answer(place: SourcePlace, actionId: string, answerText: string): Promise<string | undefined> {
  place.simulator.control.defineAction({ actionId, answerText });
  await place.seat.command("ask-source", { conversationId: place.call.conversationId, source: "CRM" });
  await place.clock.move(200);
  return (await place.source("CRM"))?.progress.status;
}

describe("Whatever a source answers", () => {
  it.each(["conversations", "interactions"] as const)(
    "nothing but mapped attributes is ever sent, without an exception, from the answer to the PATCH (%s)",
    async (dialect) => {
      const size = { limits: { totalBytes: 1_000_000 } };
      const place = await createSourcePlace(
        [],
        { attributes: { Other: "x" } },
        {
          assumed: { requestsPerMinute: 0, attributesLimitBytes: 10_000_000 },
        },
      );
      const { actionId } = place.simulator.control.defineAction({});
      const rule = { ...crm, actionId, map, when: "onDemand", apply: "auto", overwrite: Object.keys(map) };
      await place.seat.stored.managed.set({ dialect, sources: [rule], ...size });
      await place.comeIn();

      const answers = fc.sample(json, { numRuns: runs, seed: dialect.length });
      const [sent, outcomes] = [new Set<string>(), new Set<string | undefined>()];
      for (let at = 0; at < runs; at += together) {
        const group = answers.slice(at, at + together);
        outcomes.add(await answer(place, actionId, `{"answers":[${group.join(",")}]}`));
        for (const attributes of place.written()) for (const name of Object.keys(attributes as object)) sent.add(name);
        place.simulator.control.clearReceived();
      }
      expect([...outcomes]).toEqual(["answered"]);
      // Every path of the map has led somewhere, and to nothing else.
      expect([...sent].toSorted()).toEqual(Object.keys(map).toSorted());
      expect(await place.shown("Other")).toBe("x");

      // Whole answers of any shape, and texts that are no JSON at all.
      for (const whole of [...fc.sample(json, { numRuns: 100, seed: 6 }), "", "{", "[1,", "\u0000", "NaN"])
        outcomes.add(await answer(place, actionId, whole));
      expect([...outcomes].toSorted()).toEqual(["answered", "failed", "nothing"]);
      expect(place.written()).toEqual([]);
    },
    120_000,
  );
});

import { describe, expect, it } from "vitest";
import type { Json } from "../../../simulator/json.ts";
import { createSourcePlace, crm } from "./source-place.ts";

/** A source that answers so; each member of the answer has an attribute of its name. */
async function placeWith(answer: Record<string, Json>, policy: object, apply: "ask" | "auto" = "auto") {
  const place = await createSourcePlace([], { attributes: { Other: "x" } }, { policy });
  const { actionId } = place.simulator.control.defineAction({ answer });
  const map = Object.fromEntries(Object.keys(answer).map((name) => [name, `$.${name}`]));
  await place.seat.stored.managed.set({ sources: [{ ...crm, actionId, map, apply }] });
  await place.comeIn();
  return place;
}

async function problems(place: Awaited<ReturnType<typeof placeWith>>) {
  const shown = await place.source("CRM");
  return shown?.progress.status === "answered"
    ? shown.progress.values.flatMap(({ name, problem }) => (problem ? [{ name, problem }] : []))
    : undefined;
}

const rules: readonly (readonly [string, object, Json, object])[] = [
  [
    "values",
    { type: "enum", values: ["gold", "silver"] },
    "platinum",
    { reason: "values", values: ["gold", "silver"] },
  ],
  ["pattern", { pattern: "^C-[0-9]+$" }, "D-1", { reason: "pattern" }],
  ["maxLength", { maxLength: 3 }, "four", { reason: "too-long", most: 3 }],
  ["type", { type: "number" }, "a lot", { reason: "type", type: "number" }],
];

describe.each(["ask", "auto"] as const)("A value that breaks the policy's rule (%s)", (apply) => {
  it.each(rules)(
    "%s is said by name with its reason, and keeps no other value back",
    async (_, rule, value, problem) => {
      const policy = { attributes: [{ name: "Bad", label: "The bad one", ...rule }] };
      const place = await placeWith({ Good: "yes", Bad: value, Fine: "too" }, policy, apply);
      if (apply === "ask")
        expect(await place.apply("CRM", ["Good", "Bad", "Fine"])).toEqual({
          ok: true,
          value: { accepted: ["Good", "Fine"], conflicts: [], refused: ["Bad"] },
        });
      expect(place.written()).toEqual([{ Good: "yes", Fine: "too" }]);
      expect(await problems(place)).toEqual([
        { name: "Bad", problem: { kind: "invalid-value", label: "The bad one", problem } },
      ]);
      expect((await place.source("CRM"))?.progress).toMatchObject({ problem: null });
    },
  );

  it("is written after all once the policy lets it", async () => {
    const policy = { attributes: [{ name: "Bad", maxLength: 3 }] };
    const place = await placeWith({ Good: "yes", Bad: "four" }, policy, apply);
    await place.seat.stored.managed.set({ attributes: [] });
    await place.clock.move(1_000);
    expect(await problems(place)).toEqual([]);
    await place.apply("CRM", ["Bad"]);
    expect(place.onServer("Bad")).toBe("four");
  });
});

describe("A value that looks like a mask of ours", () => {
  it.each(["ask", "auto"] as const)("is left out and named; the others are written (%s)", async (apply) => {
    const place = await placeWith({ Good: "yes", Forged: "\uFDD0:999999999999\uFDD1", Fine: "too" }, {}, apply);
    if (apply === "ask")
      expect(await place.apply("CRM", ["Good", "Forged", "Fine"])).toEqual({
        ok: true,
        value: { accepted: ["Good", "Fine"], conflicts: [], refused: ["Forged"] },
      });
    expect(place.written()).toEqual([{ Good: "yes", Fine: "too" }]);
    expect(await problems(place)).toEqual([{ name: "Forged", problem: { kind: "malformed" } }]);
    expect((await place.source("CRM"))?.progress).toMatchObject({ problem: null });
  });
});

describe("A value for which there is no room", () => {
  it.each(["ask", "auto"] as const)("is left out and named; the others are written (%s)", async (apply) => {
    const answer = { Small: "s", Huge: "h".repeat(400), Other2: "o" };
    const place = await placeWith(answer, { limits: { totalBytes: 300 } }, apply);
    if (apply === "ask") await place.apply("CRM", Object.keys(answer));
    expect(place.written()).toEqual([{ Small: "s", Other2: "o" }]);
    expect(await problems(place)).toMatchObject([{ name: "Huge", problem: { kind: "map-too-large", limit: 300 } }]);
  });

  it("can be chosen once more when there is room", async () => {
    const place = await placeWith({ Huge: "h".repeat(400) }, { limits: { totalBytes: 300 } });
    await place.seat.stored.managed.set({ limits: { totalBytes: 3_000 } });
    await place.clock.move(1_000);
    await place.apply("CRM", ["Huge"]);
    expect(place.onServer("Huge")).toHaveLength(400);
    expect(await problems(place)).toEqual([]);
  });
});

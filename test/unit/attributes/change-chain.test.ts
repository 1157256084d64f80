import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ChainedChange, judgeChain } from "../../../src/attributes/change-chain.ts";

type Arrival = ChainedChange["arrival"];

/** `a → b → c` as a chain; one arrival for each change. */
function chain(base: string | null, ...changes: [value: string, arrival: Arrival][]): ChainedChange[] {
  return changes.map(([value, arrival], index) => ({ base: changes[index - 1]?.[0] ?? base, value, arrival }));
}

const text = fc.constantFrom("a", "b", "c");
const server = fc.option(fc.constantFrom("a", "b", "c", "x"), { nil: null });
/** Changes as saves make them: none says what the one before said. Accepted ones first, then those under way, then waiting ones. */
const anyChain = fc
  .record({
    base: fc.option(text, { nil: null }),
    values: fc.array(text, { minLength: 1, maxLength: 5 }),
    accepted: fc.nat(5),
    unclear: fc.nat(2),
  })
  .map(({ base, values, accepted, unclear }) =>
    chain(
      base,
      ...values
        .filter((value, index) => value !== (values[index - 1] ?? base))
        .map((value, index): [string, Arrival] => [
          value,
          index < accepted ? "accepted" : index < accepted + unclear ? "unclear" : "unsent",
        ]),
    ),
  )
  .filter((changes) => changes.length > 0);

function confirmed(changes: readonly ChainedChange[], shown: string | null): number {
  const verdict = judgeChain(changes, shown);
  return verdict.kind === "confirmed" ? verdict.confirmed : 0;
}

describe("A snapshot", () => {
  it("that shows the base says: not yet visible", () => {
    expect(judgeChain(chain("a", ["b", "accepted"]), "a")).toEqual({ kind: "not-yet-visible" });
    expect(judgeChain(chain(null, ["b", "accepted"]), null)).toEqual({ kind: "not-yet-visible" });
    expect(judgeChain(chain("a", ["b", "unsent"]), "a")).toEqual({ kind: "not-yet-visible" });
  });

  it("that shows a change's value confirms it, and all before it", () => {
    const changes = chain("a", ["b", "accepted"], ["c", "unclear"], ["d", "unsent"]);
    expect(judgeChain(changes, "b")).toEqual({ kind: "confirmed", confirmed: 1 });
    expect(judgeChain(changes, "c")).toEqual({ kind: "confirmed", confirmed: 2 });
  });

  it("that shows a third value says that somebody else wrote", () => {
    expect(judgeChain(chain("a", ["b", "accepted"]), "x")).toEqual({ kind: "moved" });
    expect(judgeChain(chain("a", ["b", "unsent"]), null)).toEqual({ kind: "moved" });
    expect(judgeChain(chain(null, ["b", "unsent"]), "")).toEqual({ kind: "moved" });
  });

  it("that shows what somebody else wrote, and the person wants as well, leaves nothing to do", () => {
    expect(judgeChain(chain("a", ["b", "unsent"]), "b")).toEqual({ kind: "confirmed", confirmed: 1 });
  });

  it("that shows the first value again, to which the last change goes back, confirms it only once it was accepted", () => {
    expect(judgeChain(chain("a", ["b", "accepted"], ["a", "accepted"]), "a")).toEqual({
      kind: "confirmed",
      confirmed: 2,
    });
    expect(judgeChain(chain("a", ["b", "accepted"], ["a", "unclear"]), "a")).toEqual({ kind: "not-yet-visible" });
    expect(judgeChain(chain("a", ["b", "accepted"], ["a", "unsent"]), "a")).toEqual({ kind: "not-yet-visible" });
  });

  it("that may show an earlier change of the same value does not confirm a later one whose fate is unclear", () => {
    const changes = chain("a", ["b", "accepted"], ["c", "accepted"], ["b", "unclear"]);
    expect(judgeChain(changes, "b")).toEqual({ kind: "confirmed", confirmed: 1 });
  });

  it("of no change says nothing", () => {
    expect(judgeChain([], "a")).toEqual({ kind: "not-yet-visible" });
  });
});

describe("For any chain and any snapshot", () => {
  it("a change that was never sent is confirmed only if it is alone and its value is there", () => {
    fc.assert(
      fc.property(anyChain, server, (changes, shown) => {
        const count = confirmed(changes, shown);
        const hasUnsent = changes.slice(0, count).some(({ arrival }) => arrival === "unsent");
        if (hasUnsent) expect([changes.length, changes[0]?.value]).toEqual([1, shown]);
      }),
    );
  });

  it("the last one that is confirmed has the very value that is shown", () => {
    fc.assert(
      fc.property(anyChain, server, (changes, shown) => {
        const count = confirmed(changes, shown);
        if (count > 0) expect(changes[count - 1]?.value).toBe(shown);
      }),
    );
  });

  it("a change whose fate is unclear is not confirmed by a value that was there before it", () => {
    fc.assert(
      fc.property(anyChain, server, (changes, shown) => {
        const count = confirmed(changes, shown);
        const last = changes[count - 1];
        if (last?.arrival !== "unclear") return;
        const before = [changes[0]?.base, ...changes.slice(0, count - 1).map(({ value }) => value)];
        expect(before).not.toContain(shown);
      }),
    );
  });

  it("it is a third value exactly when it is neither the first base nor any change's that was sent", () => {
    fc.assert(
      fc.property(anyChain, server, (changes, shown) => {
        const known = [
          changes[0]?.base,
          ...changes.flatMap(({ value, arrival }) => (arrival === "unsent" ? [] : [value])),
        ];
        const isAloneAndEqual = changes.length === 1 && changes[0]?.value === shown;
        expect(judgeChain(changes, shown).kind === "moved").toBe(!known.includes(shown) && !isAloneAndEqual);
      }),
    );
  });

  it("learning that a change was accepted never takes a confirmation back", () => {
    fc.assert(
      fc.property(anyChain, server, (changes, shown) => {
        const accepted = changes.map((change) => ({
          ...change,
          arrival: change.arrival === "unclear" ? ("accepted" as const) : change.arrival,
        }));
        expect(confirmed(accepted, shown)).toBeGreaterThanOrEqual(confirmed(changes, shown));
      }),
    );
  });

  it("a further edit never takes back what was confirmed of changes that were sent", () => {
    fc.assert(
      fc.property(anyChain, text, server, (changes, value, shown) => {
        const longer = [...changes, { base: changes.at(-1)?.value ?? null, value, arrival: "unsent" as const }];
        const sent = changes.filter(({ arrival }) => arrival !== "unsent").length;
        expect(confirmed(longer, shown)).toBeGreaterThanOrEqual(Math.min(confirmed(changes, shown), sent));
      }),
    );
  });
});

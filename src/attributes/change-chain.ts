/** One's own changes of one attribute, oldest first: each began on the value of the one before. */
export interface ChainedChange {
  readonly base: string | null;
  readonly value: string;
  /** `unsent` cannot be what a snapshot shows; `unclear` may be (a request is under way, or its answer was lost). */
  readonly arrival: "unsent" | "unclear" | "accepted";
}

export type Verdict =
  /** The first `confirmed` changes of the chain have arrived; the rest goes on. */
  | { kind: "confirmed"; confirmed: number }
  /** The server still shows the base. */
  | { kind: "not-yet-visible" }
  /** The server shows a third value: somebody else wrote. */
  | { kind: "moved" };

/**
 * May a snapshot be believed to show this change? One that goes back to a value that was there before it (the base, or an
 * earlier change's) only once it was accepted: the snapshot may be an old one.
 */
function mayBeSeen(change: ChainedChange, index: number, chain: readonly ChainedChange[]): boolean {
  if (change.arrival !== "unclear") return change.arrival === "accepted";
  return (
    change.value !== chain[0]?.base &&
    !chain.slice(0, index).some(({ arrival, value }) => arrival !== "unsent" && value === change.value)
  );
}

/**
 * What a snapshot says of a chain. The latest change whose value is there confirms all before it; still showing the first
 * base means not yet visible; only a third value is a conflict (product.md, "Saving"). A single change that still waits,
 * and whose value somebody else wrote meanwhile, is confirmed too: equal values are no conflict, and nothing is left to do.
 */
export function judgeChain(chain: readonly ChainedChange[], server: string | null): Verdict {
  const arrived = chain.findLastIndex((change, index) => change.value === server && mayBeSeen(change, index, chain));
  if (arrived >= 0) return { kind: "confirmed", confirmed: arrived + 1 };
  const first = chain[0];
  if (!first || server === first.base) return { kind: "not-yet-visible" };
  if (chain.length === 1 && first.value === server) return { kind: "confirmed", confirmed: 1 };
  return { kind: "moved" };
}

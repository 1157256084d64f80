import { isOnItsWay } from "../attributes/change.ts";
import { arrivalOf, type ChangeRecord, inPlaceOf, type Leg, newChange, type SavedEdit } from "./change-record.ts";

/** What a step in an attribute's chain of changes leaves: what is to be written down, and what is gone by it. */
export interface Succession {
  readonly kept: readonly ChangeRecord[];
  readonly gone: readonly ChangeRecord[];
}

interface Saved {
  readonly leg: Leg;
  readonly order: number;
  readonly now: number;
  readonly mustRead: boolean;
  readonly status: "waiting" | "sending";
}

/**
 * A new save of an attribute: behind what the server may have been told, in the place of what it was not, or refused. What brings
 * in again what somebody else did, stays before it: taking that away is a wish of its own, and no way back to where it began.
 */
export function succeed(
  chain: readonly ChangeRecord[],
  wanted: SavedEdit,
  { leg, order, now, mustRead, status }: Saved,
): Succession {
  const previous = chain.at(-1);
  const isKept = previous?.status === "waiting" && previous.isMend && wanted.isMend !== true;
  const isBehind = previous !== undefined && (isKept || arrivalOf(previous) !== "unsent");
  const edit = isBehind ? { ...wanted, base: previous.value } : wanted;
  const record = { ...newChange(leg, edit, order, now), mustRead, status };
  return {
    kept: [previous?.status === "waiting" && !isBehind ? inPlaceOf(previous, record) : record],
    gone: chain.filter((change) => !isOnItsWay(change) || (change === previous && !isBehind)),
  };
}

/**
 * What was refused never stood at the server: the change that the person saved behind it begins where the refused one did, and is
 * what they want instead.
 */
export function withoutRefused(chain: readonly ChangeRecord[]): Succession {
  const kept: ChangeRecord[] = [];
  const gone: ChangeRecord[] = [];
  let refused: ChangeRecord | undefined;
  for (const change of chain) {
    const isMend = change.isMend && refused?.isMend === true;
    const heir = change.base === refused?.value ? { ...change, base: refused.base, isMend } : change;
    if (refused) gone.push(refused);
    if (heir !== change) kept.push(heir);
    refused = heir.status === "failed" ? heir : undefined;
  }
  const lost = new Set(gone.map(({ order }) => order));
  return { kept: kept.filter(({ order }) => !lost.has(order)), gone };
}

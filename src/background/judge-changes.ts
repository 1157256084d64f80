import { isOnItsWay } from "../attributes/change.ts";
import { judgeChain } from "../attributes/change-chain.ts";
import type { MergeRule } from "../attributes/reconcile.ts";
import { arrivalOf, type ChangeRecord } from "./change-record.ts";

/** What the server's value confirms of an attribute's changes, and which of them it shows that somebody else wrote over. */
export function judgeChanges(chain: readonly ChangeRecord[], server: string | null, rule: MergeRule) {
  const open = chain.filter(isOnItsWay);
  const back = chain.filter((record) => !isOnItsWay(record) && record.value === server);
  const verdict = judgeChain(
    open.map((record) => ({ base: record.base, value: record.value, arrival: arrivalOf(record) })),
    server,
  );
  // While a list that was refused stands before the person, none is written by itself: it would take its place, and be refused in
  // its turn, with every read again. Where all that it wanted is there, nothing is left to do.
  const isRefused = rule === "set" && open.length < chain.length;
  const isAllThere = isRefused && back.some(({ isMend }) => isMend);
  // While an earlier one is on its way to something else, what stood there before it is no sign of one that came back.
  const first = chain.findIndex(isOnItsWay);
  const settled = isAllThere || first === -1 ? back : back.filter((record) => chain.indexOf(record) < first);
  const seen = verdict.kind === "confirmed" ? open.slice(0, verdict.confirmed) : [];
  return {
    arrived: [...settled, ...(isAllThere ? open : seen)],
    moved: verdict.kind === "moved" && !isRefused ? open : [],
    server,
  };
}

import * as fc from "fast-check";
import type { Circumstances } from "./desk.ts";

/** What is typed: mostly something of its own, so that every text can be told from every other. */
export type TextKind = "own" | "empty" | "base" | "server" | "lines" | "foreign" | "long";
/** What others write. */
export type OthersKind = "own" | "empty" | "mine" | "first" | "removed";

/**
 * One thing that happens. Rows, calls and names are meant by number, modulo how many there are: an action always makes sense,
 * or does nothing, so that a failing list can be made shorter.
 */
export type Deed =
  | { do: "focus"; row: number }
  | { do: "type"; row: number; text: TextKind }
  | { do: "add"; name: number; text: TextKind }
  | { do: "toggle-tag"; tag: number }
  | { do: "revert"; row: number }
  | { do: "save-all" }
  | { do: "save-row"; row: number }
  | { do: "try-again"; row: number }
  | { do: "keep-mine"; row: number }
  | { do: "take-theirs"; row: number }
  | { do: "discard-all" }
  | { do: "undo" }
  | { do: "others-write"; call: number; name: number; value: OthersKind }
  | { do: "others-tag"; call: number; tag: number; gives: boolean; isStale: boolean }
  | { do: "unrelated"; call: number }
  | { do: "hold"; call: number }
  | { do: "place-call"; isRinging: boolean }
  | { do: "pick-call"; call: number }
  | { do: "end-call"; call: number; wrapup: boolean }
  | { do: "leave-call"; call: number }
  | { do: "replace-caller"; call: number }
  | { do: "write-answer" | "read-answer"; how: Answer; delayMs: number; retryAfterSeconds: number; times: number }
  | { do: "drop-sockets" | "socket-closing" | "remove-channels" }
  | { do: "offline" | "online" }
  | { do: "kill" }
  | { do: "kill-at"; operation: number }
  | { do: "restart" }
  | { do: "close-popup" | "open-popup" }
  | { do: "refresh" }
  | { do: "expire-token"; needsPerson: boolean }
  | { do: "sign-in" }
  | { do: "change-person"; silently: boolean }
  | { do: "sign-out" }
  | { do: "wait"; milliseconds: number };

export type Answer = number | "properly" | "drop-before" | "drop-after" | "malformed";

/** How long until the next action: none at all, a few turns of the event loop, or until everything rests. */
export type Pace = "at-once" | "soon" | "rested";
export interface Action {
  readonly deed: Deed;
  readonly pace: Pace;
}

const row = fc.nat({ max: 5 });
const call = fc.nat({ max: 1 });
const text = fc.oneof(
  { weight: 6, arbitrary: fc.constant<TextKind>("own") },
  { weight: 3, arbitrary: fc.constantFrom<TextKind>("empty", "base", "server", "lines", "foreign") },
);
const longText = fc.oneof({ weight: 12, arbitrary: text }, { weight: 1, arbitrary: fc.constant<TextKind>("long") });
const others = fc.oneof(
  { weight: 5, arbitrary: fc.constant<OthersKind>("own") },
  { weight: 2, arbitrary: fc.constantFrom<OthersKind>("empty", "mine", "first", "removed") },
);
const answer = fc.record({
  how: fc.constantFrom<Answer>(
    "properly",
    400,
    401,
    403,
    404,
    408,
    409,
    413,
    422,
    429,
    500,
    503,
    "drop-before",
    "drop-after",
    "malformed",
  ),
  delayMs: fc.constantFrom(0, 0, 0, 300, 4_000, 14_000, 20_000),
  retryAfterSeconds: fc.constantFrom(1, 20, 200),
  times: fc.constantFrom(1, 1, 1, 2, 4),
});
const simply = <Name extends Deed["do"]>(name: Name) => fc.record({ do: fc.constant(name) });

export const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("focus"), row }) },
  { weight: 16, arbitrary: fc.record({ do: fc.constant("type"), row, text: longText }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("add"), name: fc.nat({ max: 2 }), text }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("revert"), row }) },
  { weight: 14, arbitrary: simply("save-all") },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("save-row"), row }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("try-again"), row }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("keep-mine"), row }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("take-theirs"), row }) },
  { weight: 1, arbitrary: simply("discard-all") },
  { weight: 3, arbitrary: simply("undo") },
  {
    weight: 12,
    arbitrary: fc.record({ do: fc.constant("others-write"), call, name: fc.nat({ max: 4 }), value: others }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("unrelated"), call }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("hold"), call }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("place-call"), isRinging: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("pick-call"), call }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("end-call"), call, wrapup: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("leave-call"), call }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("replace-caller"), call }) },
  { weight: 8, arbitrary: answer.map((parts) => ({ do: "write-answer" as const, ...parts })) },
  { weight: 4, arbitrary: answer.map((parts) => ({ do: "read-answer" as const, ...parts })) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom("drop-sockets", "drop-sockets", "socket-closing", "remove-channels") }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom("offline", "online") }) },
  { weight: 3, arbitrary: simply("kill") },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("kill-at"), operation: fc.integer({ min: 1, max: 25 }) }) },
  { weight: 2, arbitrary: simply("restart") },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("close-popup", "open-popup") }) },
  { weight: 1, arbitrary: simply("refresh") },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("expire-token"), needsPerson: fc.boolean() }) },
  { weight: 3, arbitrary: simply("sign-in") },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("change-person"), silently: fc.boolean() }) },
  { weight: 1, arbitrary: simply("sign-out") },
  {
    weight: 14,
    arbitrary: fc.record({
      do: fc.constant("wait"),
      milliseconds: fc.constantFrom(1, 20, 500, 1_000, 2_500, 6_000, 16_000, 40_000, 130_000),
    }),
  },
);

/** Up to thirty of such deeds. */
export function listsOf(deeds: fc.Arbitrary<Deed>): fc.Arbitrary<Action[]> {
  return fc.array(fc.record({ deed: deeds, pace: fc.constantFrom<Pace>("rested", "rested", "soon", "at-once") }), {
    minLength: 1,
    maxLength: 30,
    size: "max",
  });
}
export const actions: fc.Arbitrary<Action[]> = listsOf(deed);

export const circumstances: fc.Arbitrary<Circumstances> = fc.record({
  visibleAfterMs: fc.constantFrom(0, 0, 0, 400, 3_000, 10_000),
  eventAfterMs: fc.constantFrom(20, 20, 0, 900, 10_000),
  storageTurns: fc.constantFrom(0, 0, 1, 2),
  isTyping: fc.boolean(),
});

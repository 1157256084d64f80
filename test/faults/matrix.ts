import type { ControlInput } from "../simulator/control-inputs.ts";

type FaultAnswer = ControlInput<"fault">["answer"];

/** When a fault strikes. */
export const moments = ["typing", "before the request", "request under way", "before confirmation"] as const;
export type Moment = (typeof moments)[number];

/** What the fault is applied to at each moment. */
export const appliedTo: Readonly<Record<Moment, string>> = {
  typing:
    "the text is typed, not saved; Genesys closes the channel, and the fault meets the GET that follows the new one",
  "before the request": "saved, and held back by a 429; the fault meets the GET that comes before the PATCH",
  "request under way": "the fault meets the PATCH itself",
  "before confirmation": "the PATCH was accepted, its event is lost; the fault meets the GET that looks for the value",
};

/** Whether the popup is open when the fault strikes, or closed and opened again when things have come to rest. */
export const popupIs = ["open", "closed"] as const;
export type PopupIs = (typeof popupIs)[number];

export type Strike =
  | { readonly kind: "none" | "session-over" | "colleague" | "background-killed" | "browser-killed" }
  | { readonly kind: "answer"; readonly answer: FaultAnswer; readonly times: number };

export interface Fault {
  readonly name: string;
  readonly strike: Strike;
  /** Refused for good by the server: it is up to the person. All else is written in the end. */
  readonly refused: boolean;
}

function answered(name: string, answer: FaultAnswer, { refused = false, times = 1 } = {}): Fault {
  return { name, strike: { kind: "answer", answer, times }, refused };
}

/** The proper answer, and every one that product.md's table knows. */
export const answers: readonly Fault[] = [
  { name: "202", strike: { kind: "none" }, refused: false },
  answered("400", { status: 400 }, { refused: true }),
  answered("401, renewed", { status: 401 }),
  { name: "401, signed out", strike: { kind: "session-over" }, refused: false },
  answered("403", { status: 403 }, { refused: true }),
  answered("404", { status: 404 }, { refused: true }),
  answered("408", { status: 408 }),
  answered("409", { status: 409 }),
  answered("413", { status: 413 }, { refused: true }),
  answered("422", { status: 422 }, { refused: true }),
  answered("429", { status: 429, retryAfterSeconds: 2 }),
  answered("500", { status: 500 }),
  answered("503", { status: 503 }),
  // Chromium itself sends a request again whose reused connection is cut: the second one is cut as well.
  answered("dropped before", "drop-before", { times: 2 }),
  answered("dropped after", "drop-after", { times: 2 }),
  answered("slow, 2 s", { delayMs: 2_000 }),
  answered("slow, 20 s", { delayMs: 20_000 }),
  answered("malformed", "malformed"),
];

/** Somebody else writes another value into the same attribute. */
export const colleague: Fault = { name: "colleague writes", strike: { kind: "colleague" }, refused: false };

export const backgroundKilled: Fault = {
  name: "background killed",
  strike: { kind: "background-killed" },
  refused: false,
};

/** Strikes at every moment. */
export const faults: readonly Fault[] = [...answers, colleague, backgroundKilled];

/** At one moment: what was saved survives a crashed browser (product.md, promise 3). */
export const browserKilled: Fault = { name: "browser killed", strike: { kind: "browser-killed" }, refused: false };

export interface Cell {
  readonly fault: Fault;
  readonly moment: Moment;
  readonly popup: PopupIs;
}

export const cells: readonly Cell[] = [
  ...moments.flatMap((moment) => faults.flatMap((fault) => popupIs.map((popup) => ({ fault, moment, popup })))),
  ...popupIs.map((popup): Cell => ({ fault: browserKilled, moment: "before the request", popup })),
];

/** The words that a cell may hold; every other one is a failure. */
export const goodWords = ["kept", "written", "asked"] as const;
export type GoodWord = (typeof goodWords)[number];

/** How a cell has to end. */
export function expectedWord({ fault, moment }: Cell): GoodWord {
  const { kind } = fault.strike;
  if (kind === "colleague" || kind === "session-over") return "asked";
  if (moment === "typing") return "kept";
  return fault.refused && moment !== "before confirmation" ? "kept" : "written";
}

import { waitUntil } from "../browsers/wait-until.ts";
import type { PopupPage } from "../e2e/popup-page.ts";
import type { Control } from "../simulator/control.ts";
import type { ReceivedEntry } from "../simulator/received.ts";
import type { Desk } from "./desk.ts";
import type { Cell, Moment } from "./matrix.ts";
import { attribute } from "./outcome.ts";

/** Retries and looks are up to 5 s apart, and the machine may be busy. */
const strikeMilliseconds = 30_000;
/** After the first of two cut connections: so long for the browser's own second try. */
const resendMilliseconds = 1_000;

const listPath = "/conversations/calls$";
const callPath = "/conversations/calls/[^/]+$";

/** Which requests the fault meets (`appliedTo` in matrix.ts says it in words). */
const targets: Readonly<Record<Moment, { readonly method: "GET" | "PATCH"; readonly path: string }>> = {
  typing: { method: "GET", path: listPath },
  "before the request": { method: "GET", path: callPath },
  "request under way": { method: "PATCH", path: "/attributes$" },
  "before confirmation": { method: "GET", path: callPath },
};

/** Every PATCH is told to come again soon, until this is lifted: time to close the popup. */
export function holdBack(control: Control): void {
  control.fault({ method: "PATCH", times: 1_000, answer: { status: 429, retryAfterSeconds: 0.3 } });
}

function met(control: Control, moment: Moment): ReceivedEntry[] {
  return control.received({ kind: "request", ...targets[moment] });
}

function isAccepted({ answered }: ReceivedEntry): boolean {
  return typeof answered === "number" && answered < 300;
}

/** From now on the target's next request meets the fault. What only needs the right moment, makes that moment longer. */
function arm(control: Control, cell: Cell): void {
  const { fault, moment } = cell;
  const target = targets[moment];
  control.clearReceived();
  const { strike } = fault;
  if (strike.kind === "answer") control.fault({ ...target, times: strike.times, answer: strike.answer });
  if (strike.kind === "session-over") {
    control.endLogins();
    control.fault({ ...target, answer: { status: 401 } });
  }
  const needsTime = strike.kind === "colleague" || strike.kind === "background-killed";
  if (needsTime && moment === "request under way") control.fault({ ...target, answer: { delayMs: 2_000 } });
  // The event of a write would end the wait for its answer, and a colleague who comes after it runs over nothing.
  if (needsTime || isSlow(cell)) control.assume({ writeMakesEvent: false });
}

/** What has to be in place before the request leaves. */
export function prepareRequest(control: Control, cell: Cell): void {
  if (cell.moment === "request under way") arm(control, cell);
  if (cell.moment === "before confirmation") {
    control.clearReceived();
    control.assume({ writeMakesEvent: false });
  }
}

/** Lets the fault strike, and waits until it has. A new popup, if the browser itself was killed. */
export async function strike(
  desk: Desk,
  cell: Cell,
  isHeldBack: boolean,
  theirs: string | undefined,
): Promise<PopupPage | undefined> {
  const { control } = desk;
  const { fault, moment } = cell;
  if (isHeldBack && moment !== "before the request") {
    control.clearFaults();
    prepareRequest(control, cell);
  }
  if (moment === "before confirmation") await acceptedRequest(control);
  if (moment !== "request under way") arm(control, cell);
  if (moment === "typing" && isAnswer(cell)) control.sendSocketClosing();
  if (moment === "request under way" || isAnswer(cell)) await untilMet(control, cell);
  if (fault.strike.kind === "background-killed") await desk.killBackground();
  if (theirs !== undefined) control.setAttributes({ attributes: { [attribute]: theirs } });
  control.clearFaults();
  return fault.strike.kind === "browser-killed" ? desk.crash() : undefined;
}

function isSlow({ fault }: Cell): boolean {
  return fault.strike.kind === "answer" && typeof fault.strike.answer === "object" && "delayMs" in fault.strike.answer;
}

function isAnswer({ fault }: Cell): boolean {
  return fault.strike.kind === "answer" || fault.strike.kind === "session-over";
}

async function acceptedRequest(control: Control): Promise<void> {
  await waitUntil(
    "the PATCH is accepted",
    () => met(control, "request under way").some(isAccepted),
    strikeMilliseconds,
  );
}

async function untilMet(control: Control, { fault, moment }: Cell): Promise<void> {
  const times = fault.strike.kind === "answer" ? fault.strike.times : 1;
  await waitUntil("the fault is met", () => met(control, moment).length > 0, strikeMilliseconds);
  const first = performance.now();
  await waitUntil(
    "the fault is met as often as it can be",
    () => met(control, moment).length >= times || performance.now() - first > resendMilliseconds,
  );
}

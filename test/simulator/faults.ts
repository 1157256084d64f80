import { errorOfStatus } from "./error-answers.ts";
import type { Reply, SimulatedAnswer } from "./exchange.ts";
import type { World } from "./world.ts";

/** How a request is answered instead of properly. */
export type FaultAnswer =
  /** An error (or any) answer, so many ms later; not applied. `body` = JSON to send instead of the documented error body. */
  | { status: number; body?: unknown; retryAfterSeconds?: number | undefined; delayMs?: number | undefined }
  /** Applied and answered properly, so many ms later. */
  | { delayMs: number }
  /** The connection is cut and nothing was applied. */
  | "drop-before"
  /** Applied, and then the connection is cut. */
  | "drop-after"
  /** Applied, and answered with the proper status but a body that is cut in the middle. */
  | "malformed";

/** A fault that waits for its requests. */
export interface Fault {
  method: string | undefined;
  path: RegExp | undefined;
  host: string | undefined;
  left: number;
  answer: FaultAnswer;
}

/** Takes the first fault that matches the request, and counts it down. */
export function takeFault(world: World, method: string, url: URL): FaultAnswer | undefined {
  const fault = world.faults.find(
    (one) =>
      (one.method === undefined || one.method === method) &&
      (one.path === undefined || one.path.test(url.pathname)) &&
      (one.host === undefined || one.host === url.hostname),
  );
  if (fault === undefined) return undefined;
  fault.left -= 1;
  if (fault.left <= 0) world.faults.splice(world.faults.indexOf(fault), 1);
  return fault.answer;
}

/** Answers with the fault; `answerProperly` applies the request. */
export function answerWithFault(
  fault: FaultAnswer | undefined,
  answerProperly: () => Reply,
  finish: (reply: Reply) => Reply,
): SimulatedAnswer {
  if (fault === "drop-before") return { kind: "dropped", delayMs: 0 };
  if (typeof fault === "object" && "status" in fault) {
    const proper = errorOfStatus(fault.status, fault.retryAfterSeconds);
    const reply = fault.body === undefined ? proper : { ...proper, body: JSON.stringify(fault.body) };
    return { kind: "response", ...finish(reply), delayMs: fault.delayMs ?? 0 };
  }
  const reply = finish(answerProperly());
  if (fault === "drop-after") return { kind: "dropped", delayMs: 0 };
  if (fault === "malformed") {
    const body = `${reply.body.slice(0, Math.floor(reply.body.length / 2))}{"`;
    return { kind: "response", ...reply, body, delayMs: 0 };
  }
  return { kind: "response", ...reply, delayMs: fault?.delayMs ?? 0 };
}

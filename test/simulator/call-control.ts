import { callerLeg, connectedAt, isCaller, isLive, type Call, type DisconnectType, type Leg } from "./call.ts";
import { changeCall } from "./call-events.ts";
import type { ControlInput } from "./control-inputs.ts";
import { ControlError, wantedCall, wantedLeg, wantedPerson } from "./control-lookup.ts";
import { connectedNow, newAgentLeg } from "./new-legs.ts";
import { wrapupTimeoutMs } from "./shape-parts.ts";
import type { World } from "./world.ts";

/** Ends a leg; an agent's may go on as after-call work, which ends by itself after 120 s. */
export function endLeg(world: World, call: Call, leg: Leg, disconnectType: DisconnectType, wrapup: boolean): void {
  if (!isLive(leg)) return;
  const at = world.timeline.now();
  leg.phase = { is: "ended", connectedAt: connectedAt(leg), at, disconnectType };
  if (world.assumed.supervisionEndsWithTarget) {
    for (const one of call.legs) if (one.supervision?.participantId === leg.id) endLeg(world, call, one, "peer", false);
  }
  if (!wrapup || !leg.wrapupRequired || leg.phase.connectedAt === undefined) return;
  leg.afterCallWork = { is: "open", since: at };
  world.timeline.schedule(at + wrapupTimeoutMs, () => {
    changeCall(world, call, () => {
      finishAfterCallWork(world, leg);
    });
  });
}

function finishAfterCallWork(world: World, leg: Leg): void {
  if (leg.afterCallWork.is !== "open") return;
  leg.afterCallWork = { is: "done", since: leg.afterCallWork.since, at: world.timeline.now() };
}

/** Ends the legs of queues in which the caller waited. */
export function endQueueLegs(world: World, call: Call): void {
  for (const leg of call.legs) if (leg.purpose === "acd") endLeg(world, call, leg, "transfer", false);
}

/** Lets a (further) agent's phone ring; Anna's by default. Returns the new leg's participant id. */
export function ring(world: World, input: ControlInput<"ring">): { participantId: string } {
  const call = wantedCall(world, input.conversationId);
  const acd = call.legs.findLast((leg) => leg.purpose === "acd");
  const leg = newAgentLeg(world, call, wantedPerson(world, input.user ?? "anna"), {
    wrapup: true,
    queue: acd?.queue ?? call.queue,
  });
  changeCall(world, call, () => {
    call.legs.push(leg);
  });
  return { participantId: leg.id };
}

/** Answers the ringing leg; on internal calls whoever dialled is then connected too. */
export function answer(world: World, input: ControlInput<"answer">): void {
  const call = wantedCall(world, input.conversationId);
  const leg = wantedLeg(world, call, input.user, "ringing", (one) => one.phase.is === "alerting");
  changeCall(world, call, () => {
    endQueueLegs(world, call);
    leg.phase = connectedNow(world);
    if (call.kind === "internal") for (const one of call.legs) connectDialing(world, one);
  });
}

function connectDialing(world: World, leg: Leg): void {
  if (leg.phase.is === "dialing") leg.phase = connectedNow(world);
}

/** Whoever is being dialled outside answers: outbound calls, callbacks, conferences. */
export function callerAnswers(world: World, input: ControlInput<"callerAnswers">): void {
  const call = wantedCall(world, input.conversationId);
  if (!call.legs.some((leg) => isCaller(leg) && leg.phase.is === "dialing"))
    throw new ControlError(`nobody is being dialled on call ${call.id}`);
  changeCall(world, call, () => {
    for (const leg of call.legs) connectDialing(world, leg);
  });
}

/** Somebody says in Genesys which External Contact is calling, or that it is none. */
export function linkContact(world: World, input: ControlInput<"linkContact">): void {
  const call = wantedCall(world, input.conversationId);
  changeCall(world, call, () => {
    for (const leg of call.legs) if (isCaller(leg)) leg.externalContactId = input.contactId;
  });
}

/** Starts, pauses or stops recording. */
export function setRecording(world: World, input: ControlInput<"setRecording">): void {
  const call = wantedCall(world, input.conversationId);
  changeCall(world, call, () => {
    call.recording = input.state;
  });
}

/** Lets the ringing leg end unanswered: it stays behind as terminated. 2.3 no. 1. */
export function missAlert(world: World, input: ControlInput<"missAlert">): void {
  const call = wantedCall(world, input.conversationId);
  const leg = wantedLeg(world, call, input.user, "ringing", (one) => one.phase.is === "alerting");
  changeCall(world, call, () => {
    endLeg(world, call, leg, input.why ?? "client", false);
  });
}

/** Sets hold or mute of a connected agent. */
export function setConnected(
  world: World,
  input: ControlInput<"hold">,
  part: { held: boolean } | { muted: boolean },
): void {
  const call = wantedCall(world, input.conversationId);
  const leg = wantedLeg(
    world,
    call,
    input.user,
    "connected",
    (one) => one.phase.is === "connected" && one.supervision === undefined,
  );
  changeCall(world, call, () => {
    if (leg.phase.is === "connected") leg.phase = { ...leg.phase, ...part };
  });
}

/** One agent leaves, without after-call work unless `wrapup`; the call goes on for the others. */
export function leave(world: World, input: ControlInput<"leave">): void {
  const call = wantedCall(world, input.conversationId);
  const leg = wantedLeg(world, call, input.user, "live", isLive);
  changeCall(world, call, () => {
    endLeg(world, call, leg, "client", input.wrapup ?? false);
  });
}

/** Everybody outside hangs up (internal calls: whoever called). Agents who need to wrap up begin after-call work, unless `wrapup` is false. */
export function end(world: World, input: ControlInput<"end">): void {
  const call = wantedCall(world, input.conversationId);
  const [first] = call.legs;
  changeCall(world, call, () => {
    for (const leg of call.legs) {
      const hungUp = isCaller(leg) ? "endpoint" : "peer";
      const why = call.kind === "internal" && leg === first ? "client" : hungUp;
      endLeg(world, call, leg, why, input.wrapup ?? true);
    }
  });
}

/** Ends after-call work; with a `code` the leg carries that wrap-up from then on. */
export function finishWrapup(world: World, input: ControlInput<"finishWrapup">): void {
  const call = wantedCall(world, input.conversationId);
  const leg = wantedLeg(world, call, input.user, "wrapping-up", (one) => one.afterCallWork.is === "open");
  changeCall(world, call, () => {
    if (input.code !== undefined) {
      const at = world.timeline.now();
      const since = leg.afterCallWork.is === "none" ? at : leg.afterCallWork.since;
      leg.wrapup = { code: input.code, notes: input.notes, seconds: Math.round((at - since) / 1000), at };
    }
    finishAfterCallWork(world, leg);
  });
}

/** Writes attributes as the IVR or a script would: at once, on any leg (the caller's by default), nothing checked. */
export function setAttributes(world: World, input: ControlInput<"setAttributes">): void {
  const call = wantedCall(world, input.conversationId);
  const leg =
    input.participantId === undefined ? callerLeg(call) : call.legs.find((one) => one.id === input.participantId);
  if (leg === undefined) throw new ControlError("no such participant");
  changeCall(world, call, () => {
    for (const [name, value] of Object.entries(input.attributes ?? {})) leg.attributes.set(name, value);
    for (const name of input.remove ?? []) leg.attributes.delete(name);
  });
}

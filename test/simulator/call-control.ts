import { callerLeg, connectedAt, isLive, type Call, type DisconnectType, type Leg } from "./call.ts";
import { changeCall } from "./call-events.ts";
import type { ControlInput } from "./control-inputs.ts";
import { ControlError, isAgentOnCall, wantedCall, wantedLeg, wantedPerson } from "./control-lookup.ts";
import { newAgentLeg, newCallerLeg } from "./new-legs.ts";
import { wrapupTimeoutMs } from "./shape-parts.ts";
import type { World } from "./world.ts";

/** Ends a leg; an agent's may go on as after-call work, which ends by itself after 120 s. */
export function endLeg(world: World, call: Call, leg: Leg, disconnectType: DisconnectType, wrapup: boolean): void {
  if (!isLive(leg)) return;
  const at = world.timeline.now();
  leg.phase = { is: "ended", connectedAt: connectedAt(leg), at, disconnectType };
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

function connect(world: World, leg: Leg): void {
  leg.phase = { is: "connected", since: world.timeline.now(), held: false, muted: false };
}

function endQueueLegs(world: World, call: Call): void {
  for (const leg of call.legs) if (leg.purpose === "acd") endLeg(world, call, leg, "transfer", false);
}

/** Lets a (further) agent's phone ring; Anna's by default. Returns the new leg's participant id. */
export function ring(world: World, input: ControlInput<"ring">): { participantId: string } {
  const call = wantedCall(world, input.conversationId);
  const leg = newAgentLeg(world, wantedPerson(world, input.user ?? "anna"), { wrapup: true });
  changeCall(world, call, () => {
    call.legs.push(leg);
  });
  return { participantId: leg.id };
}

/** Answers the ringing leg. */
export function answer(world: World, input: ControlInput<"answer">): void {
  const call = wantedCall(world, input.conversationId);
  const leg = wantedLeg(world, call, input.user, "ringing", (one) => one.phase.is === "alerting");
  changeCall(world, call, () => {
    endQueueLegs(world, call);
    connect(world, leg);
  });
}

/** Lets the ringing leg end unanswered: it stays behind as terminated. 2.3 no. 1. */
export function missAlert(world: World, input: ControlInput<"missAlert">): void {
  const call = wantedCall(world, input.conversationId);
  const leg = wantedLeg(world, call, input.user, "ringing", (one) => one.phase.is === "alerting");
  changeCall(world, call, () => {
    endLeg(world, call, leg, "client", false);
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

/** Blind: the agent leaves, the other's phone rings. Consult: the other's phone rings beside, until `completeTransfer`. */
export function transfer(world: World, input: ControlInput<"transfer">): { participantId: string } {
  const call = wantedCall(world, input.conversationId);
  const from = wantedLeg(
    world,
    call,
    input.from,
    "connected",
    (one) => isAgentOnCall(one) && one.phase.is === "connected",
  );
  const to = wantedPerson(world, input.to);
  const isConsult = input.kind === "consult";
  const leg = newAgentLeg(world, to, { wrapup: from.wrapupRequired, consults: isConsult ? from.id : undefined });
  changeCall(world, call, () => {
    if (isConsult && from.phase.is === "connected") from.phase = { ...from.phase, held: false };
    else endLeg(world, call, from, "transfer", false);
    call.legs.push(leg);
  });
  return { participantId: leg.id };
}

/** Ends a consult transfer: whoever began it leaves. */
export function completeTransfer(world: World, input: ControlInput<"completeTransfer">): void {
  const call = wantedCall(world, input.conversationId);
  const consulting = wantedLeg(
    world,
    call,
    undefined,
    "consulting",
    (one) => isLive(one) && one.consults !== undefined,
  );
  const from = call.legs.find((one) => one.id === consulting.consults);
  if (from === undefined) throw new ControlError("whoever began the transfer is gone");
  changeCall(world, call, () => {
    endLeg(world, call, from, "transfer.consult", false);
  });
}

/** One agent leaves without after-call work; the call goes on for the others. */
export function leave(world: World, input: ControlInput<"leave">): void {
  const call = wantedCall(world, input.conversationId);
  const leg = wantedLeg(world, call, input.user, "live", isLive);
  changeCall(world, call, () => {
    endLeg(world, call, leg, "client", false);
  });
}

/** The caller hangs up. Agents who need to wrap up begin after-call work, unless `wrapup` is false. */
export function end(world: World, input: ControlInput<"end">): void {
  const call = wantedCall(world, input.conversationId);
  const caller = callerLeg(call);
  changeCall(world, call, () => {
    for (const leg of call.legs) endLeg(world, call, leg, leg === caller ? "endpoint" : "peer", input.wrapup ?? true);
  });
}

/** Ends after-call work. */
export function finishWrapup(world: World, input: ControlInput<"finishWrapup">): void {
  const call = wantedCall(world, input.conversationId);
  const leg = wantedLeg(world, call, input.user, "wrapping-up", (one) => one.afterCallWork.is === "open");
  changeCall(world, call, () => {
    finishAfterCallWork(world, leg);
  });
}

/** The caller's leg ends and a new one stands in its place, as after a reconnect. Attributes are copied unless given. */
export function replaceCaller(world: World, input: ControlInput<"replaceCaller">): { participantId: string } {
  const call = wantedCall(world, input.conversationId);
  const old = callerLeg(call);
  if (old === undefined) throw new ControlError("the call has no caller");
  const leg = newCallerLeg(world, {
    purpose: old.purpose === "external" ? "external" : "customer",
    name: old.name ?? "",
    ani: call.ani,
    attributes: input.attributes ?? Object.fromEntries(old.attributes),
  });
  changeCall(world, call, () => {
    endLeg(world, call, old, "transfer", false);
    call.legs.push(leg);
  });
  return { participantId: leg.id };
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

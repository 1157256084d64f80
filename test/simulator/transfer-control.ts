import { callerLeg, isCaller, isLive, type Call, type Leg } from "./call.ts";
import { changeCall } from "./call-events.ts";
import { endLeg } from "./call-control.ts";
import type { ControlInput } from "./control-inputs.ts";
import { ControlError, isAgentOnCall, wantedCall, wantedLeg, wantedPerson } from "./control-lookup.ts";
import { connectedNow, newAcdLeg, newAgentLeg, newCallerLeg } from "./new-legs.ts";
import { furtherCaller, queueOf } from "./place-call.ts";
import type { World } from "./world.ts";

/**
 * Blind: the agent leaves, and the other's phone rings, or the caller waits in the queue `toQueue`. Consult: the other's
 * phone rings beside, until `completeTransfer` or `cancelTransfer`.
 */
export function transfer(world: World, input: ControlInput<"transfer">): { participantId: string } {
  const call = wantedCall(world, input.conversationId);
  const from = wantedLeg(
    world,
    call,
    input.from,
    "connected",
    (one) => isAgentOnCall(one) && one.phase.is === "connected",
  );
  const to = destination(world, call, from, input);
  const isConsult = input.kind === "consult";
  if (isConsult) {
    from.consults = to.id;
    to.consultedBy = from.id;
  }
  changeCall(world, call, () => {
    if (isConsult) {
      if (from.phase.is === "connected") from.phase = { ...from.phase, held: false };
      holdCallers(world, call, true);
    } else {
      endLeg(world, call, from, "transfer", input.wrapup ?? false);
      moveCaller(world, call, input.newCallerLeg);
    }
    call.legs.push(to);
  });
  return { participantId: to.id };
}

function destination(world: World, call: Call, from: Leg, input: ControlInput<"transfer">): Leg {
  if (input.toQueue !== undefined) {
    const queue = queueOf(world, call.kind, input.toQueue);
    if (queue === undefined) throw new ControlError(`no such queue: ${input.toQueue}`);
    return newAcdLeg(world, call, queue, true, {});
  }
  if (input.to === undefined) throw new ControlError("a transfer needs `to` or `toQueue`");
  const person = wantedPerson(world, input.to);
  return newAgentLeg(world, call, person, { wrapup: from.wrapupRequired, queue: from.queue });
}

function holdCallers(world: World, call: Call, held: boolean): void {
  if (!world.assumed.consultHoldsCaller) return;
  for (const leg of call.legs) if (isCaller(leg) && leg.phase.is === "connected") leg.phase = { ...leg.phase, held };
}

/** The switch that drafts must survive: the caller's leg ends with the transfer and a new one takes its place. */
function moveCaller(world: World, call: Call, wanted: boolean | undefined): void {
  if (wanted ?? world.assumed.transferRenewsCallerLeg) renewCaller(world, call, undefined);
}

/** The caller's leg ends and a new one of the same person stands in its place. Attributes are copied unless given. */
function renewCaller(world: World, call: Call, attributes: Leg["attributes"] | undefined): Leg | undefined {
  const old = callerLeg(call);
  if (old === undefined) return undefined;
  const leg: Leg = {
    ...old,
    id: world.random.uuid(),
    communicationId: world.random.uuid(),
    startTime: world.timeline.now(),
    phase: connectedNow(world),
    attributes: new Map(attributes ?? old.attributes),
  };
  endLeg(world, call, old, "transfer", false);
  call.legs.push(leg);
  return leg;
}

function consulting(call: Call): { from: Leg; to: Leg } {
  const to = call.legs.findLast((one) => isLive(one) && one.consultedBy !== undefined);
  if (to === undefined) throw new ControlError(`no consulting leg of anybody on call ${call.id}`);
  const from = call.legs.find((one) => one.id === to.consultedBy);
  if (from === undefined) throw new ControlError("whoever began the transfer is gone");
  return { from, to };
}

/** Ends a consult transfer: whoever began it leaves. */
export function completeTransfer(world: World, input: ControlInput<"completeTransfer">): void {
  const call = wantedCall(world, input.conversationId);
  const { from } = consulting(call);
  changeCall(world, call, () => {
    holdCallers(world, call, false);
    endLeg(world, call, from, "transfer.consult", input.wrapup ?? false);
    moveCaller(world, call, input.newCallerLeg);
  });
}

/** Gives a consultation up: the consulted one leaves, the caller is back with who began it. */
export function cancelTransfer(world: World, input: ControlInput<"cancelTransfer">): void {
  const call = wantedCall(world, input.conversationId);
  const { from, to } = consulting(call);
  changeCall(world, call, () => {
    from.consults = undefined;
    to.consultedBy = undefined;
    holdCallers(world, call, false);
    endLeg(world, call, to, "client", false);
  });
}

/** The caller's leg ends and a new one stands in its place, as after a reconnect. Attributes are copied unless given. */
export function replaceCaller(world: World, input: ControlInput<"replaceCaller">): { participantId: string } {
  const call = wantedCall(world, input.conversationId);
  if (callerLeg(call) === undefined) throw new ControlError("the call has no caller");
  const attributes = input.attributes === undefined ? undefined : new Map(Object.entries(input.attributes));
  let participantId = "";
  changeCall(world, call, () => {
    participantId = renewCaller(world, call, attributes)?.id ?? "";
  });
  return { participantId };
}

/** Someone else outside joins: a conference with several callers. */
export function addCaller(world: World, input: ControlInput<"addCaller">): { participantId: string } {
  const call = wantedCall(world, input.conversationId);
  const leg = newCallerLeg(world, call, furtherCaller(call, input.caller));
  changeCall(world, call, () => {
    call.legs.push(leg);
  });
  return { participantId: leg.id };
}

/** One caller leaves; the call goes on for the others. The latest live one unless named. */
export function removeCaller(world: World, input: ControlInput<"removeCaller">): void {
  const call = wantedCall(world, input.conversationId);
  const fits = (leg: Leg): boolean => input.participantId === undefined || leg.id === input.participantId;
  const leg = call.legs.findLast((one) => isCaller(one) && isLive(one) && fits(one));
  if (leg === undefined) throw new ControlError(`no such caller on call ${call.id}`);
  changeCall(world, call, () => {
    endLeg(world, call, leg, input.why ?? "endpoint", false);
  });
}

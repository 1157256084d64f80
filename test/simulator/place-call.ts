import { callerLeg, isLive, type Call, type CallKind } from "./call.ts";
import { changeCall } from "./call-events.ts";
import { addLegs, type CallPlan } from "./call-kinds.ts";
import type { ControlInput } from "./control-inputs.ts";
import { ControlError, wantedPerson } from "./control-lookup.ts";
import { newCallerLeg, stationOf, type NewCaller } from "./new-legs.ts";
import { defaultQueue, type Person, type Queue } from "./people.ts";
import { realCalls } from "./real-calls.ts";
import type { World } from "./world.ts";

/** What is told of a new call. */
export interface PlacedCall {
  conversationId: string;
  /** Empty on internal calls, which have no caller. */
  callerParticipantId: string;
  /** Of every caller, in the order in which they were given. */
  callerParticipantIds: string[];
  /** The agents' live participants, in the order of `agents`. */
  agentParticipantIds: string[];
}

type Input = ControlInput<"placeCall">;

const customersNumber = "tel:+4930555010";
const ourNumber = "tel:+4930555099";

/** The queue of that name; the usual one without a name, none for `null`, and none on internal calls. */
export function queueOf(world: World, kind: CallKind, name: string | null | undefined): Queue | undefined {
  if (name === null || (kind === "internal" && name === undefined)) return undefined;
  if (name === undefined || name === defaultQueue.name) return defaultQueue;
  for (const call of world.calls.values()) {
    const known = call.legs.find((leg) => leg.queue?.name === name)?.queue;
    if (known !== undefined) return known;
  }
  return { id: world.random.uuid(), name };
}

function numbersOf(kind: CallKind, input: Input, people: readonly Person[]): { ani: string; dnis: string } {
  const [first, second] = people;
  const station = (person: Person | undefined): string => (person === undefined ? "" : stationOf(person));
  switch (kind) {
    case "inbound":
      return { ani: input.ani ?? customersNumber, dnis: input.dnis ?? ourNumber };
    case "internal":
      return { ani: input.ani ?? station(first), dnis: input.dnis ?? station(second) };
    case "outbound":
    case "callback":
    case "campaign":
      return { ani: input.ani ?? ourNumber, dnis: input.dnis ?? customersNumber };
  }
}

/** The number of whoever is outside: who calls us, or whom we call. */
function outsideNumber(call: Call): string {
  return call.kind === "inbound" ? call.ani : call.dnis;
}

function callerOf(world: World, call: Call, input: Input, attributes: NewCaller["attributes"]): NewCaller {
  const address = outsideNumber(call);
  const isOurCall = call.kind !== "inbound";
  const isDialing = (input.state === "dialing" || input.state === "ringing") && isOurCall && call.kind !== "campaign";
  return {
    purpose: input.callerPurpose ?? (call.kind === "outbound" && call.queue === undefined ? "external" : "customer"),
    direction: isOurCall ? world.assumed.outboundCallerDirection : "inbound",
    name: input.callerName ?? address.replace(/^tel:/, ""),
    address,
    ani: call.ani,
    dnis: call.dnis,
    externalContactId: input.externalContactId,
    attributes,
    state: isDialing ? "dialing" : "connected",
  };
}

function newCall(world: World, input: Input, agents: readonly Person[]): Call {
  const kind = input.kind ?? "inbound";
  return {
    id: world.random.uuid(),
    kind,
    startTime: world.timeline.now(),
    queue: queueOf(world, kind, input.queue),
    ...numbersOf(kind, input, agents),
    peerId: world.random.uuid(),
    legs: [],
    recording: input.recording ?? (kind === "internal" ? "none" : "active"),
    externalTag: undefined,
    endTime: undefined,
  };
}

/**
 * Places a call; an inbound one unless `kind` says otherwise. Without `attributes` the caller's are those of a real call
 * (`fixture` 0 to 2); the agents are Anna alone (internal: Anna calls Ben) unless named; the state is `connected` unless given.
 */
export function placeCall(world: World, input: Input): PlacedCall {
  const real = realCalls[input.fixture ?? 0];
  if (real === undefined) throw new ControlError(`fixtures are 0 to ${String(realCalls.length - 1)}`);
  const kind = input.kind ?? "inbound";
  const state = input.state ?? "connected";
  if (state === "waiting" && kind !== "inbound" && kind !== "campaign")
    throw new ControlError(`nobody waits in a queue on ${kind} calls`);
  const names = input.agents ?? (kind === "internal" ? ["anna", "ben"] : ["anna"]);
  const agents = (state === "waiting" ? [] : names).map((name) => wantedPerson(world, name));
  if (kind === "internal" && agents.length < 2) throw new ControlError("an internal call needs two agents");
  const call = newCall(world, input, agents);
  const isReal = input.attributes === undefined;
  const plan: CallPlan = {
    caller: callerOf(world, call, input, input.attributes ?? real.customer),
    acdAttributes: isReal ? real.acd : {},
    agentAttributes: isReal ? real.agent : {},
    agents,
    state,
    missedAlerts: input.missedAlerts ?? 0,
    wrapup: input.wrapup ?? true,
  };
  changeCall(world, call, () => {
    addLegs(world, call, plan);
    for (const more of input.moreCallers ?? []) call.legs.push(newCallerLeg(world, call, furtherCaller(call, more)));
  });
  world.calls.set(call.id, call);
  return {
    conversationId: call.id,
    callerParticipantId: callerLeg(call)?.id ?? "",
    callerParticipantIds: call.legs
      .filter((leg) => leg.purpose === "customer" || leg.purpose === "external")
      .map((leg) => leg.id),
    agentParticipantIds: call.legs.filter((leg) => leg.userId !== undefined && isLive(leg)).map((leg) => leg.id),
  };
}

/** A further caller of a conference, with a number of their own. */
export function furtherCaller(call: Call, caller: ControlInput<"addCaller">["caller"]): NewCaller {
  const number = caller.number ?? "tel:+4930555020";
  const direction = caller.direction ?? "inbound";
  return {
    purpose: caller.purpose ?? "customer",
    direction,
    name: caller.name ?? number.replace(/^tel:/, ""),
    address: number,
    ani: direction === "inbound" ? number : ourNumber,
    dnis: direction === "inbound" ? call.dnis : number,
    externalContactId: caller.externalContactId,
    attributes: caller.attributes ?? {},
    state: caller.state ?? "connected",
  };
}

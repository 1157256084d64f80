import { callerLeg, type Call } from "./call.ts";
import { changeCall } from "./call-events.ts";
import type { ControlInput } from "./control-inputs.ts";
import { ControlError, wantedPerson } from "./control-lookup.ts";
import { newAcdLeg, newAgentLeg, newCallerLeg, newIvrLeg } from "./new-legs.ts";
import { defaultQueue } from "./people.ts";
import { realCalls } from "./real-calls.ts";
import type { World } from "./world.ts";

/** What is told of a new call. */
export interface PlacedCall {
  conversationId: string;
  callerParticipantId: string;
  /** The agents' live participants, in the order of `agents`. */
  agentParticipantIds: string[];
}

function queueOf(world: World, name: string | undefined): Call["queue"] {
  return name === undefined || name === defaultQueue.name ? defaultQueue : { id: world.random.uuid(), name };
}

/**
 * Places an inbound call: caller, ended ivr, queue, missed alerts of the first agent, agents. Without `attributes` the
 * caller's are those of a real call (`fixture` 0 to 2); the agents are Anna alone unless named; the state is `connected`
 * unless given (`waiting` = in the queue, nobody rings yet).
 */
export function placeCall(world: World, input: ControlInput<"placeCall">): PlacedCall {
  const real = realCalls[input.fixture ?? 0];
  if (real === undefined) throw new ControlError(`fixtures are 0 to ${String(realCalls.length - 1)}`);
  const isReal = input.attributes === undefined;
  const state = input.state ?? "connected";
  const ani = input.ani ?? "tel:+4930555010";
  const agents = (state === "waiting" ? [] : (input.agents ?? ["anna"])).map((name) => wantedPerson(world, name));
  const call: Call = {
    id: world.random.uuid(),
    startTime: world.timeline.now(),
    queue: queueOf(world, input.queue),
    ani,
    dnis: input.dnis ?? "tel:+4930555099",
    peerId: world.random.uuid(),
    externalContactId: input.externalContactId,
    legs: [],
    endTime: undefined,
  };
  const wrapup = input.wrapup ?? true;
  const agentParticipantIds: string[] = [];
  changeCall(world, call, () => {
    call.legs.push(
      newCallerLeg(world, {
        purpose: input.callerPurpose ?? "customer",
        name: input.callerName ?? ani.replace(/^tel:/, ""),
        ani,
        attributes: input.attributes ?? real.customer,
      }),
      newIvrLeg(world),
      newAcdLeg(world, call, state === "waiting", isReal ? real.acd : {}),
    );
    const [first] = agents;
    for (let missed = 0; first !== undefined && missed < (input.missedAlerts ?? 0); missed += 1) {
      const leg = newAgentLeg(world, first, { wrapup: false });
      leg.phase = { is: "ended", connectedAt: undefined, at: world.timeline.now(), disconnectType: "client" };
      call.legs.push(leg);
    }
    for (const agent of agents) {
      const leg = newAgentLeg(world, agent, { wrapup, attributes: isReal ? real.agent : {} });
      if (state === "connected")
        leg.phase = { is: "connected", since: world.timeline.now(), held: false, muted: false };
      call.legs.push(leg);
      agentParticipantIds.push(leg.id);
    }
  });
  world.calls.set(call.id, call);
  return { conversationId: call.id, callerParticipantId: callerLeg(call)?.id ?? "", agentParticipantIds };
}

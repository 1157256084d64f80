import type { Call } from "./call.ts";
import type { Json } from "./json.ts";
import {
  newAcdLeg,
  newAgentLeg,
  newCallerLeg,
  newCampaignLeg,
  newIvrLeg,
  type NewAgent,
  type NewCaller,
} from "./new-legs.ts";
import type { Person } from "./people.ts";
import type { World } from "./world.ts";

/** What a new call is made of. */
export interface CallPlan {
  caller: NewCaller;
  acdAttributes: Record<string, Json>;
  agentAttributes: Record<string, Json>;
  agents: readonly Person[];
  state: "waiting" | "ringing" | "dialing" | "connected";
  missedAlerts: number;
  wrapup: boolean;
}

/** Adds the legs that a call of its kind has. */
export function addLegs(world: World, call: Call, plan: CallPlan): void {
  switch (call.kind) {
    case "inbound":
      call.legs.push(newCallerLeg(world, call, plan.caller), newIvrLeg(world, call));
      addAcd(world, call, plan, plan.acdAttributes);
      addMissedAlerts(world, call, plan);
      addAgents(world, call, plan, { state: plan.state === "connected" ? "connected" : "alerting" });
      return;
    case "outbound":
      addAgents(world, call, plan, {
        direction: "outbound",
        state: plan.caller.state === "dialing" ? world.assumed.outboundAgentState : "connected",
        // assumed: user and external without a queue, agent and customer on behalf of one. 3 says `external` "on business calls".
        purpose: call.queue === undefined ? "user" : "agent",
      });
      call.legs.push(newCallerLeg(world, call, plan.caller));
      return;
    case "callback":
      // The acd leg of a callback made with data carries a copy of it: 2.3 no. 3 [OBS S18].
      addAcd(world, call, plan, plan.caller.attributes);
      addAgents(world, call, plan, { state: "connected" });
      call.legs.push(newCallerLeg(world, call, plan.caller));
      return;
    case "campaign":
      call.legs.push(newCampaignLeg(world, call), newCallerLeg(world, call, plan.caller));
      addAcd(world, call, plan, plan.acdAttributes);
      addAgents(world, call, plan, {
        direction: "outbound",
        state: plan.state === "connected" ? "connected" : "alerting",
      });
      return;
    case "internal":
      addInternal(world, call, plan);
  }
}

function addAcd(world: World, call: Call, plan: CallPlan, attributes: Record<string, Json>): void {
  if (call.queue === undefined) return;
  call.legs.push(newAcdLeg(world, call, call.queue, plan.state === "waiting", attributes));
}

function addMissedAlerts(world: World, call: Call, plan: CallPlan): void {
  const [first] = plan.agents;
  for (let missed = 0; first !== undefined && missed < plan.missedAlerts; missed += 1) {
    const leg = newAgentLeg(world, call, first, { wrapup: false, queue: call.queue });
    leg.phase = { is: "ended", connectedAt: undefined, at: world.timeline.now(), disconnectType: "client" };
    call.legs.push(leg);
  }
}

function addAgents(world: World, call: Call, plan: CallPlan, agent: Partial<NewAgent>): void {
  for (const person of plan.agents) {
    const { wrapup, agentAttributes: attributes } = plan;
    call.legs.push(newAgentLeg(world, call, person, { wrapup, queue: call.queue, attributes, ...agent }));
  }
}

/** Two or more colleagues and nobody outside: the first calls the others. */
function addInternal(world: World, call: Call, plan: CallPlan): void {
  const purpose = world.assumed.internalPurpose;
  const isConnected = plan.state === "connected";
  for (const [index, person] of plan.agents.entries()) {
    const isCalling = index === 0;
    const ringing = isCalling ? world.assumed.outboundAgentState : "alerting";
    call.legs.push(
      newAgentLeg(world, call, person, {
        wrapup: false,
        queue: undefined,
        purpose,
        direction: isCalling ? "outbound" : "inbound",
        state: isConnected ? "connected" : ringing,
      }),
    );
  }
}

import type { Call, Leg, Purpose, Supervision } from "./call.ts";
import type { Json } from "./json.ts";
import type { Person, Queue } from "./people.ts";
import type { World } from "./world.ts";

type Base = Omit<Leg, "purpose" | "address" | "phase" | "dnis">;

function base(world: World, call: Call): Base {
  return {
    id: world.random.uuid(),
    communicationId: world.random.uuid(),
    direction: "inbound",
    name: undefined,
    ani: call.ani,
    userId: undefined,
    startTime: world.timeline.now(),
    startAlertingTime: undefined,
    wrapupRequired: false,
    supervision: undefined,
    queue: undefined,
    externalContactId: undefined,
    consults: undefined,
    consultedBy: undefined,
    afterCallWork: { is: "none" },
    wrapup: undefined,
    attributes: new Map(),
  };
}

/** Connected as of now, neither held nor muted. */
export function connectedNow(world: World): Leg["phase"] {
  return { is: "connected", since: world.timeline.now(), held: false, muted: false };
}

/** Somebody outside: who they are, and how they came onto the call. */
export interface NewCaller {
  purpose: "customer" | "external";
  direction: Leg["direction"];
  name: string;
  address: string;
  ani: string;
  dnis: string;
  externalContactId: string | undefined;
  attributes: Record<string, Json>;
  state: "dialing" | "connected";
}

/** A caller's leg. Address formats: genesys-platform-api.md 2.3 no. 5 [OBS]. */
export function newCallerLeg(world: World, call: Call, caller: NewCaller): Leg {
  const { purpose, direction, name, address, ani, dnis, externalContactId } = caller;
  return {
    ...base(world, call),
    purpose,
    direction,
    name,
    address,
    ani,
    dnis,
    externalContactId,
    queue: call.queue,
    phase: caller.state === "dialing" ? { is: "dialing", since: world.timeline.now() } : connectedNow(world),
    attributes: new Map(Object.entries(caller.attributes)),
  };
}

function transferredNow(world: World): Leg["phase"] {
  const now = world.timeline.now();
  return { is: "ended", connectedAt: now, at: now, disconnectType: "transfer" };
}

/** The ivr leg, already ended by a transfer: 2.3 no. 2 [OBS]. */
export function newIvrLeg(world: World, call: Call): Leg {
  const legBase = base(world, call);
  const address = `sip:${world.random.uuid()}@127.0.0.1;language=de-DE;user=ivr`;
  return {
    ...legBase,
    purpose: "ivr",
    name: "Berlin, Germany",
    address,
    dnis: address,
    phase: transferredNow(world),
  };
}

/** The leg of an outbound campaign, already ended by a transfer. Its purposes are known (2.1), its shape is assumed. */
export function newCampaignLeg(world: World, call: Call): Leg {
  return {
    ...base(world, call),
    purpose: world.assumed.campaignPurpose,
    direction: "outbound",
    name: "Spring campaign",
    address: `sip:${call.peerId}@127.0.0.1;user=dialer`,
    dnis: call.dnis,
    phase: transferredNow(world),
  };
}

/** The queue's leg: connected while the caller waits, else ended by a transfer. */
export function newAcdLeg(
  world: World,
  call: Call,
  queue: Queue,
  isWaiting: boolean,
  attributes: Record<string, Json>,
): Leg {
  const address = `sip:${queue.id}@127.0.0.1;language=de-DE;user=acd`;
  return {
    ...base(world, call),
    purpose: "acd",
    name: queue.name,
    address,
    dnis: address,
    queue,
    phase: isWaiting ? connectedNow(world) : transferredNow(world),
    attributes: new Map(Object.entries(attributes)),
  };
}

/** The station's address of a person, as in captures S16 and S17. */
export function stationOf(person: Person): string {
  const station = person.id.replace(/-/g, "").slice(-24);
  return `sip:${station}+acme.orgspan.com;tgrp=66666666-0000-4000-8000-0000000000ee;trunk-context=acme@localhost`;
}

/** How a person comes onto a call as an agent or, on internal calls, as a user. */
export interface NewAgent {
  wrapup: boolean;
  queue: Queue | undefined;
  /** `dialing`: they are calling; else their phone rings. */
  state?: "alerting" | "dialing" | "connected";
  direction?: Leg["direction"];
  purpose?: Purpose;
  attributes?: Record<string, Json>;
}

/** A person's leg; ringing unless said otherwise. */
export function newAgentLeg(world: World, call: Call, person: Person, agent: NewAgent): Leg {
  const now = world.timeline.now();
  const address = stationOf(person);
  const direction = agent.direction ?? "inbound";
  const state = agent.state ?? "alerting";
  return {
    ...base(world, call),
    purpose: agent.purpose ?? "agent",
    direction,
    name: person.name,
    userId: person.id,
    address,
    dnis: address,
    queue: agent.queue,
    startAlertingTime: direction === "inbound" ? now : undefined,
    wrapupRequired: agent.wrapup,
    phase: state === "connected" ? connectedNow(world) : { is: state, since: now },
    attributes: new Map(Object.entries(agent.attributes ?? {})),
  };
}

/** Someone who monitors, coaches or barges: 2.4 [INF]. */
export function newSupervisorLeg(world: World, call: Call, person: Person, supervision: Supervision): Leg {
  const address = stationOf(person);
  return {
    ...base(world, call),
    purpose: world.assumed.supervisorPurpose,
    name: person.name,
    userId: person.id,
    address,
    dnis: address,
    supervision,
    phase: connectedNow(world),
  };
}

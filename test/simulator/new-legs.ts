import type { Call, Leg, Supervision } from "./call.ts";
import type { Json } from "./json.ts";
import type { Person } from "./people.ts";
import type { World } from "./world.ts";

function base(world: World): Omit<Leg, "purpose" | "address" | "phase"> {
  return {
    id: world.random.uuid(),
    communicationId: world.random.uuid(),
    name: undefined,
    userId: undefined,
    startTime: world.timeline.now(),
    startAlertingTime: undefined,
    wrapupRequired: false,
    supervision: undefined,
    consults: undefined,
    afterCallWork: { is: "none" },
    attributes: new Map(),
  };
}

/** The caller's leg, connected. Address formats: genesys-platform-api.md 2.3 no. 5 [OBS]. */
export function newCallerLeg(
  world: World,
  caller: { purpose: "customer" | "external"; name: string; ani: string; attributes: Record<string, Json> },
): Leg {
  return {
    ...base(world),
    purpose: caller.purpose,
    name: caller.name,
    address: caller.ani,
    phase: { is: "connected", since: world.timeline.now(), held: false, muted: false },
    attributes: new Map(Object.entries(caller.attributes)),
  };
}

/** The ivr leg, already ended by a transfer: 2.3 no. 2 [OBS]. */
export function newIvrLeg(world: World): Leg {
  const now = world.timeline.now();
  return {
    ...base(world),
    purpose: "ivr",
    name: "Berlin, Germany",
    address: `sip:${world.random.uuid()}@127.0.0.1;language=de-DE;user=ivr`,
    phase: { is: "ended", connectedAt: now, at: now, disconnectType: "transfer" },
  };
}

/** The queue's leg: connected while the caller waits, else ended by a transfer. */
export function newAcdLeg(world: World, call: Call, isWaiting: boolean, attributes: Record<string, Json>): Leg {
  const now = world.timeline.now();
  return {
    ...base(world),
    purpose: "acd",
    name: call.queue.name,
    address: `sip:${call.queue.id}@127.0.0.1;language=de-DE;user=acd`,
    phase: isWaiting
      ? { is: "connected", since: now, held: false, muted: false }
      : { is: "ended", connectedAt: now, at: now, disconnectType: "transfer" },
    attributes: new Map(Object.entries(attributes)),
  };
}

function stationOf(person: Person): string {
  const station = person.id.replace(/-/g, "").slice(-24);
  return `sip:${station}+acme.orgspan.com;tgrp=66666666-0000-4000-8000-0000000000ee;trunk-context=acme@localhost`;
}

/** An agent's ringing leg. */
export function newAgentLeg(
  world: World,
  person: Person,
  options: { wrapup: boolean; consults?: string | undefined; attributes?: Record<string, Json> },
): Leg {
  const now = world.timeline.now();
  return {
    ...base(world),
    purpose: "agent",
    name: person.name,
    userId: person.id,
    address: stationOf(person),
    startAlertingTime: now,
    wrapupRequired: options.wrapup,
    consults: options.consults,
    phase: { is: "alerting", since: now },
    attributes: new Map(Object.entries(options.attributes ?? {})),
  };
}

/** Someone who monitors, coaches or barges: 2.4 [INF]. */
export function newSupervisorLeg(world: World, person: Person, supervision: Supervision): Leg {
  return {
    ...base(world),
    purpose: world.assumed.supervisorPurpose,
    name: person.name,
    userId: person.id,
    address: stationOf(person),
    supervision,
    phase: { is: "connected", since: world.timeline.now(), held: false, muted: false },
  };
}

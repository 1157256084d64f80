import { isLive, type Call, type Leg } from "./call.ts";
import { findPerson, type Person } from "./people.ts";
import type { World } from "./world.ts";

/** What a control function says when it is asked for something that is not there; the control API answers 400 with it. */
export class ControlError extends Error {}

/** The call with that id; without an id the one that was placed last. */
export function wantedCall(world: World, conversationId: string | undefined): Call {
  const call = conversationId === undefined ? [...world.calls.values()].at(-1) : world.calls.get(conversationId);
  if (call === undefined) throw new ControlError(`no such call: ${conversationId ?? "there is none at all"}`);
  return call;
}

/** The person of that id, name or first name. */
export function wantedPerson(world: World, wanted: string): Person {
  const person = world.people.get(wanted) ?? findPerson(world.people.values(), wanted);
  if (person === undefined) throw new ControlError(`no such person: ${wanted}`);
  return person;
}

/** Their user id, or undefined for everybody. */
export function wantedUserId(world: World, wanted: string | undefined): string | undefined {
  return wanted === undefined ? undefined : wantedPerson(world, wanted).id;
}

/** The latest leg of a person (or of anybody) that the test fits. */
export function wantedLeg(
  world: World,
  call: Call,
  user: string | undefined,
  what: string,
  fits: (leg: Leg) => boolean,
): Leg {
  const userId = wantedUserId(world, user);
  const leg = call.legs.findLast(
    (one) => one.userId !== undefined && (userId === undefined || one.userId === userId) && fits(one),
  );
  if (leg === undefined) throw new ControlError(`no ${what} leg of ${user ?? "anybody"} on call ${call.id}`);
  return leg;
}

/** A live agent's leg that does not supervise. */
export function isAgentOnCall(leg: Leg): boolean {
  return isLive(leg) && leg.supervision === undefined && leg.userId !== undefined;
}

import { callEventBody } from "./calls-shape.ts";
import { activeUsers, isActive, type Call } from "./call.ts";
import { sendOver, type Channel } from "./channels.ts";
import { genericEventBody } from "./generic-shape.ts";
import type { Shape } from "./shape-parts.ts";
import { userTopic, type UserTopic } from "./topics.ts";
import type { World } from "./world.ts";

const bodies: Readonly<Record<UserTopic, (world: World, call: Call) => Shape>> = {
  conversations: (world, call) => genericEventBody(world.assumed, call),
  "conversations.calls": (world, call) => callEventBody(world.assumed, call, world.people),
};

function subscribers(world: World, userId: string, topic: string): Channel[] {
  return (world.channelsOfUser.get(userId) ?? []).filter((channel) => channel.topics.has(topic));
}

function publish(world: World, call: Call, kind: UserTopic, users: Iterable<string>): void {
  let body: string | undefined;
  for (const userId of users) {
    const topic = userTopic(userId, kind);
    if (subscribers(world, userId, topic).length === 0) continue;
    body ??= JSON.stringify(bodies[kind](world, call));
    const metadata = JSON.stringify({ CorrelationId: world.random.uuid() });
    const text = `{"topicName":"${topic}","version":"2","eventBody":${body},"metadata":${metadata}}`;
    world.timeline.schedule(world.timeline.now() + world.assumed.eventAfterMs, () => {
      // Whoever has no socket at this moment misses it for good: genesys-platform-api.md 7.4.
      for (const channel of subscribers(world, userId, topic)) sendOver(channel, text);
    });
  }
}

function index(world: World, call: Call, users: Iterable<string>): void {
  const active = activeUsers(call);
  for (const userId of users) {
    const calls = world.callsOfUser.get(userId) ?? new Set<string>();
    if (active.has(userId)) calls.add(call.id);
    else calls.delete(call.id);
    world.callsOfUser.set(userId, calls);
  }
}

/**
 * Makes a change on a call and tells everybody who had or has to do with it, each by a full snapshot
 * (genesys-platform-api.md 7.3 [OBS S18]). Ends the conversation when its last leg is done.
 */
export function changeCall(world: World, call: Call, change: () => void, event: "event" | "silent" = "event"): void {
  const users = activeUsers(call);
  change();
  for (const userId of activeUsers(call)) users.add(userId);
  index(world, call, users);
  if (call.endTime === undefined && call.legs.length > 0 && !call.legs.some(isActive)) {
    call.endTime = world.timeline.now();
    world.timeline.schedule(call.endTime + world.assumed.readableAfterEndMs, () => {
      world.calls.delete(call.id);
    });
  }
  if (event === "silent") return;
  publish(world, call, "conversations.calls", users);
  publish(world, call, "conversations", users);
}

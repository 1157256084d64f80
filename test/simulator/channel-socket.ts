import * as z from "zod/mini";
import { closeSocket, frame, sendOver, type Channel, type SocketPeer } from "./channels.ts";
import { parseJson } from "./json.ts";
import { note } from "./received.ts";
import { subscribe } from "./topics.ts";
import type { World } from "./world.ts";

/** What a shell does with an accepted socket. */
export interface OpenSocket {
  receive(text: string): void;
  closed(): void;
}

const pingSchema = z.object({ message: z.literal("ping") });
const subscribeSchema = z.object({
  message: z.literal("subscribe"),
  topics: z.array(z.string()),
  correlationId: z.optional(z.string()),
});

function heartbeat(world: World, channel: Channel, peer: SocketPeer): void {
  world.timeline.schedule(world.timeline.now() + world.assumed.heartbeatMs, () => {
    if (channel.socket !== peer) return;
    sendOver(channel, frame("channel.metadata", { message: "WebSocket Heartbeat" }), "heartbeat");
    heartbeat(world, channel, peer);
  });
}

function channelOf(world: World, url: URL): Channel | undefined {
  return world.channels.get(/^\/channels\/([^/]+)$/.exec(url.pathname)?.[1] ?? "");
}

/** The status with which a test wants the next sockets refused. */
function takeRefusal(world: World): number | undefined {
  const refusal = world.socketRefusals[0];
  if (refusal === undefined) return undefined;
  refusal.left -= 1;
  if (refusal.left <= 0) world.socketRefusals.shift();
  return refusal.status;
}

/**
 * Opens the websocket of a channel. No token is needed (genesys-platform-api.md 7.4 [SDK S6]); a second socket kicks the
 * first [DOC S15]; a heartbeat comes every 30 s; `{"message":"ping"}` is answered by `pong` [SDK S6].
 */
export function openSocket(world: World, url: URL, peer: SocketPeer): OpenSocket | { refused: number } {
  const refusal = takeRefusal(world);
  const channel = refusal === undefined ? channelOf(world, url) : undefined;
  const refused = refusal ?? 404;
  const entry = { at: world.timeline.now(), host: url.hostname, url: url.pathname, path: url.pathname };
  note(world, {
    ...entry,
    kind: "socket",
    method: "GET",
    body: undefined,
    authorized: channel !== undefined,
    userId: channel?.userId,
    answered: channel === undefined ? refused : 101,
  });
  if (channel === undefined) return { refused };
  closeSocket(channel, world.assumed.kickedCloseCode, "another socket");
  channel.socket = peer;
  world.dialled.add(peer);
  const own = [...world.channels.values()].filter(({ userId }) => userId === channel.userId);
  const open = own.filter(({ socket }) => socket !== undefined && world.dialled.has(socket)).length;
  world.mostSockets = Math.max(world.mostSockets, open);
  heartbeat(world, channel, peer);
  return {
    receive(text) {
      if (channel.socket !== peer) return;
      const at = world.timeline.now();
      note(world, {
        ...entry,
        at,
        kind: "text",
        method: "",
        body: text,
        authorized: true,
        userId: channel.userId,
        answered: 101,
      });
      if (parseJson(pingSchema, text) !== undefined) {
        sendOver(channel, frame("channel.metadata", { message: "pong" }), "heartbeat");
        return;
      }
      const wanted = world.assumed.subscribeOverSocket ? parseJson(subscribeSchema, text) : undefined;
      if (wanted !== undefined) sendOver(channel, answerSubscribe(world, channel, wanted));
    },
    closed() {
      world.dialled.delete(peer);
      if (channel.socket === peer) channel.socket = undefined;
    },
  };
}

/** Subscribing over the socket, 7.4 [OBS S21]: seen in the field, undocumented. */
function answerSubscribe(world: World, channel: Channel, wanted: z.infer<typeof subscribeSchema>): string {
  const user = world.people.get(channel.userId);
  const outcome = user === undefined ? undefined : subscribe(world, channel, user, wanted.topics, "all-or-nothing");
  const correlation = wanted.correlationId === undefined ? {} : { correlationId: wanted.correlationId };
  const isDone = outcome?.kind === "subscribed";
  return JSON.stringify({
    result: isDone ? "200" : "400",
    ...(isDone ? { status: "subscribed" } : {}),
    ...correlation,
  });
}

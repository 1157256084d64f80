import * as z from "zod/mini";
import { closeSocket, frame, type Channel, type SocketPeer } from "./channels.ts";
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
    peer.send(frame("channel.metadata", { message: "WebSocket Heartbeat" }));
    heartbeat(world, channel, peer);
  });
}

/**
 * Opens the websocket of a channel. No token is needed (genesys-platform-api.md 7.4 [SDK S6]); a second socket kicks the
 * first [DOC S15]; a heartbeat comes every 30 s; `{"message":"ping"}` is answered by `pong` [SDK S6].
 */
export function openSocket(world: World, url: URL, peer: SocketPeer): OpenSocket | { refused: number } {
  const channel = world.channels.get(/^\/channels\/([^/]+)$/.exec(url.pathname)?.[1] ?? "");
  const entry = { at: world.timeline.now(), host: url.hostname, url: url.pathname, path: url.pathname };
  note(world, {
    ...entry,
    kind: "socket",
    method: "GET",
    body: undefined,
    authorized: channel !== undefined,
    userId: channel?.userId,
    answered: channel === undefined ? 404 : 101,
  });
  if (channel === undefined) return { refused: 404 };
  closeSocket(channel, world.assumed.kickedCloseCode, "another socket");
  channel.socket = peer;
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
        peer.send(frame("channel.metadata", { message: "pong" }));
        return;
      }
      const wanted = world.assumed.subscribeOverSocket ? parseJson(subscribeSchema, text) : undefined;
      if (wanted !== undefined) peer.send(answerSubscribe(world, channel, wanted));
    },
    closed() {
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

import { closeSocket, createChannel, evictChannel, frame, removeChannel, sendOver, type Channel } from "./channels.ts";
import type { ControlInput } from "./control-inputs.ts";
import { wantedPerson, wantedUserId } from "./control-lookup.ts";
import { defaultClientId, type World } from "./world.ts";

function channelsOf(world: World, user: string | undefined): Channel[] {
  const userId = wantedUserId(world, user);
  return [...world.channels.values()].filter((channel) => userId === undefined || channel.userId === userId);
}

/** Cuts the open sockets without a closing handshake; channels and subscriptions live on. */
export function dropSockets(world: World, user: string | undefined): { count: number } {
  return { count: channelsOf(world, user).filter((channel) => closeSocket(channel, 1006, "")).length };
}

/** Sends `v2.system.socket_closing` and closes a minute later; the channel survives. 7.4 [SDK S6, DOC S23], body assumed. */
export function sendSocketClosing(world: World, user: string | undefined): { count: number } {
  const open = channelsOf(world, user).filter((channel) => channel.socket !== undefined);
  for (const channel of open) {
    const { socket } = channel;
    sendOver(channel, frame("v2.system.socket_closing", {}));
    world.timeline.schedule(world.timeline.now() + world.assumed.socketClosingMs, () => {
      if (channel.socket === socket) closeSocket(channel, 1001, "socket closing");
    });
  }
  return { count: open.length };
}

/** Sends any text over the open sockets, for frames that no source describes. */
export function sendFrame(world: World, user: string | undefined, text: string): { count: number } {
  const open = channelsOf(world, user).filter((channel) => channel.socket !== undefined);
  for (const channel of open) sendOver(channel, text);
  return { count: open.length };
}

/** Ends channels: their sockets close, and reconnecting is answered 404. `evicted` says so first, as another window's channel would. */
export function removeChannels(world: World, input: ControlInput<"removeChannels">): { count: number } {
  const ending = channelsOf(world, input.user);
  for (const channel of ending) {
    if (input.why === "evicted") evictChannel(world, channel);
    else removeChannel(world, channel, input.why === "expired" ? "channel expired" : "removed");
  }
  return { count: ending.length };
}

/** What became of opening further channels. */
export interface OpenedChannels {
  count: number;
  /** How many channels the limit of 20 for a user and app ended. */
  evicted: number;
}

/** Opens channels of the same user and app, as their other windows would; past the documented 20 each evicts one (7.4). */
export function openChannels(world: World, input: ControlInput<"openChannels">): OpenedChannels {
  const userId = wantedPerson(world, input.user).id;
  const count = input.count ?? 1;
  const before = world.channels.size;
  for (let made = 0; made < count; made += 1) {
    const owner = { userId, clientId: defaultClientId, value: "" };
    const channel = createChannel(world, owner, "wss://streaming.mypurecloud.com");
    if (input.connected ?? true) channel.socket = { send: () => undefined, close: () => undefined };
  }
  return { count, evicted: before + count - world.channels.size };
}

/** The open sockets stay open and say nothing more: no event, no pong, no heartbeat; or neither pong nor heartbeat. */
export function silenceSockets(world: World, input: ControlInput<"silenceSockets">): { count: number } {
  const open = channelsOf(world, input.user).filter((channel) => channel.socket !== undefined);
  for (const channel of open) channel.silence = input.what ?? "everything";
  return { count: open.length };
}

/** The next sockets are refused with that HTTP status; channels live on. */
export function refuseSockets(world: World, input: ControlInput<"refuseSockets">): void {
  world.socketRefusals.push({ status: input.status ?? 503, left: input.times ?? 1 });
}
